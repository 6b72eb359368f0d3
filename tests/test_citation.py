"""CITATION.cff against the rules of the Citation File Format 1.2.0 that concern it; no network is asked."""

import re
from datetime import date
from importlib import metadata
from pathlib import Path

import yaml

CFF = yaml.safe_load((Path(__file__).parents[1] / "CITATION.cff").read_text("utf-8"))
# Keys of the schema (Druskat et al. 2021); no other is allowed.
ALLOWED = {
    "abstract",
    "authors",
    "cff-version",
    "commit",
    "contact",
    "date-released",
    "doi",
    "identifiers",
    "keywords",
    "license",
    "license-url",
    "message",
    "preferred-citation",
    "references",
    "repository",
    "repository-artifact",
    "repository-code",
    "title",
    "type",
    "url",
    "version",
}
PERSON = {
    "address",
    "affiliation",
    "alias",
    "city",
    "country",
    "email",
    "family-names",
    "fax",
    "given-names",
    "name-particle",
} | {"name-suffix", "orcid", "post-code", "region", "tel", "website"}
ENTITY = {"address", "alias", "city", "country", "date-end", "date-start", "email", "fax", "location", "name"} | {
    "orcid", "post-code", "region", "tel", "website",
}  # fmt: skip


def test_required_fields_are_there_and_no_unknown_ones():
    assert set(CFF) <= ALLOWED
    assert CFF["cff-version"] == "1.2.0"
    assert CFF["message"].strip()
    assert CFF["title"].strip()
    assert CFF.get("type", "software") in ("software", "dataset")


def test_authors_are_persons_or_entities():
    assert CFF["authors"]
    for author in CFF["authors"]:
        assert set(author) <= (ENTITY if "name" in author else PERSON)
        assert author


def test_version_date_licence_and_keywords():
    assert isinstance(CFF["date-released"], date)
    assert CFF["version"] == metadata.version("analysis")
    assert CFF["license"] == metadata.metadata("analysis")["License-Expression"]
    assert len(set(CFF["keywords"])) == len(CFF["keywords"]) > 0
    assert not [url for key in ("url", "repository-code") if not re.match("https?://|^$", url := CFF.get(key, ""))]
