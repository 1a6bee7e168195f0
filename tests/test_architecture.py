"""The order of the apps, held by tests: what import-linter cannot see."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

ROOT = Path(__file__).resolve().parents[1]
# From the bottom up. billing and templates_app do not know each other, neither do wallet and marketplace.
MAY_POINT_TO = {
    "accounts": {"accounts", "auth"},
    "billing": {"billing", "accounts"},
    "templates_app": {"templates_app", "accounts"},
    "certificates": {"certificates", "templates_app", "billing", "accounts"},
    "wallet": {"wallet", "certificates", "templates_app", "accounts"},
    "marketplace": {"marketplace", "templates_app", "billing", "accounts"},
}
APPS = sorted(MAY_POINT_TO)
MAX_LINES = 300
# Generated, vendored, or data.
NOT_OURS = ("migrations", "vendor", "node_modules", "fonts", ".venv", "var")


def sources(*endings: str) -> list[Path]:
    folders = [*APPS, "iconikcerts", "scripts", "bench", "tests", "static/js", "templates"]
    return [
        path
        for folder in folders
        for ending in endings
        for path in sorted((ROOT / folder).rglob(f"*{ending}"))
        if not set(path.relative_to(ROOT).parts) & set(NOT_OURS)
    ]


@pytest.mark.parametrize("label", APPS)
def test_foreign_keys_follow_the_order_of_the_apps(label: str) -> None:
    pointed_to = {
        field.related_model._meta.app_label
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | ManyToManyField)
    }
    assert pointed_to - MAY_POINT_TO[label] == set()


def test_no_file_is_longer_than_300_lines() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text().splitlines())
        for path in sources(".py", ".js", ".mjs", ".html")
    }
    assert {name: lines for name, lines in lengths.items() if lines > MAX_LINES} == {}


def test_imports_stand_at_the_top_of_a_file_except_in_tasks_and_ready() -> None:
    found = []
    for path in sources(".py"):
        relative = path.relative_to(ROOT)
        if relative.name == "tasks.py" or relative.parts[0] in ("tests", "scripts", "bench"):
            continue
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and function.name != "ready":
                found += [
                    f"{relative}:{node.lineno}"
                    for node in ast.walk(function)
                    if isinstance(node, ast.Import | ast.ImportFrom)
                ]
    assert found == []


def test_no_module_is_named_for_nothing() -> None:
    nameless = [
        str(path.relative_to(ROOT)) for path in sources(".py") if path.stem in ("utils", "helpers", "misc")
    ]
    assert nameless == []


def test_models_have_no_rules_in_save_and_no_signals() -> None:
    found = []
    for path in sources(".py"):
        if path.relative_to(ROOT).parts[0] not in APPS:
            continue
        tree = ast.parse(path.read_text())
        found += [
            f"{path.relative_to(ROOT)}:{node.lineno}"
            for node in ast.walk(tree)
            if (isinstance(node, ast.FunctionDef) and node.name == "save" and "models" in path.parts)
            or (isinstance(node, ast.ImportFrom) and node.module == "django.db.models.signals")
        ]
    assert found == []
