"""Tests: laws, cases as data, goldens. The folders mirror convert/."""
