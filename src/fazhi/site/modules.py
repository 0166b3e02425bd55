"""The installed modules, one line each; delete a line and the module is gone."""

KERNEL = [
    "fazhi.kernel.law",
    "fazhi.kernel.calendar",
    "fazhi.kernel.org",
    "fazhi.kernel.ledger",
    "fazhi.kernel.records",
    "fazhi.kernel.documents",
    "fazhi.kernel.flow",
    "fazhi.kernel.indicators",
]

MODULES = [
    "fazhi.services.mediation",
    "fazhi.services.advice",
]

FACES = [
    "fazhi.faces.look",
    "fazhi.faces.desk",
    "fazhi.faces.boards",
    "fazhi.faces.portal",
    "fazhi.faces.api",
]
