"""What Hypothesis tries is the same on every run of `make test`; `make test-all` tries something new."""

from hypothesis import settings

settings.register_profile("same", derandomize=True)
settings.load_profile("same")
