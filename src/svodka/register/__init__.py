"""The register: what was read is kept for ever, what is known is computed from it."""

from sqlalchemy import Connection

from svodka.register.adding import Added
from svodka.register.claims import Claim, ClaimValue
from svodka.register.engine import DEFAULT
from svodka.register.errors import (
    RegisterDamaged,
    RegisterError,
    RegisterFull,
    RegisterLocked,
    RegisterMissing,
    RegisterReadOnly,
    RegisterTooNew,
    RegisterUnreachable,
)
from svodka.register.store import Register, restore_register

__all__ = [
    "DEFAULT", "Added", "Claim", "ClaimValue", "Connection", "Register", "RegisterDamaged", "RegisterError",
    "RegisterFull", "RegisterLocked", "RegisterMissing", "RegisterReadOnly", "RegisterTooNew", "RegisterUnreachable",
    "restore_register",
]  # fmt: skip
