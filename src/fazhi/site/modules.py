"""The installed modules, one line each; delete a line and the module is gone."""

import os

KERNEL = [
    "fazhi.kernel.law",
    "fazhi.kernel.calendar",
    "fazhi.kernel.org",
    "fazhi.kernel.ledger",
    "fazhi.kernel.records",
    "fazhi.kernel.documents",
    "fazhi.kernel.flow",
    "fazhi.kernel.indicators",
    "fazhi.kernel.present",
    "fazhi.kernel.dispatch",
]

MODULES = [
    "fazhi.governance.institutions",
    "fazhi.norms.enforcement",
    "fazhi.norms.spot_checks",
    "fazhi.norms.oversight",
    "fazhi.services.legal_services",
    "fazhi.services.mediation",
    "fazhi.services.advice",
    "fazhi.services.legal_aid",
    "fazhi.services.hotline",
    "fazhi.services.rights",
    # The living example: installed in tests alone.
    *(["tests.example"] if os.environ.get("FAZHI_EXAMPLE") else []),
]

FACES = [
    "fazhi.faces.look",
    "fazhi.faces.desk",
    "fazhi.faces.boards",
    "fazhi.faces.portal",
    "fazhi.faces.api",
]
