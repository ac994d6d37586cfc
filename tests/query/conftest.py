"""The databases of the register's tests."""

from tests.register.conftest import new_url, postgres, register, url

__all__ = ["new_url", "postgres", "register", "url"]
