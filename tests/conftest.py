"""What Hypothesis tries is the same on every run of `make test`; `make test-all` tries something new.

There is no deadline: on a busy machine a test may take its time.
"""

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")
