"""`python -m bench.install <folder>`: put the design and its pictures into the database, by the product's own services.

Prints `{"team": slug, "design": slug}`. Runs in a process of its own, for Django is set up once in each.
"""

import json
import sys
from pathlib import Path

import django
from django.core.files.base import ContentFile

HERE = Path(__file__).resolve().parent


def main(folder: Path) -> None:
    """Upload `background.jpg` and `logo.png` of `folder` for the operator's team, and publish the design with them."""
    django.setup()
    from bench.scene import ISSUER
    from certificates.services import operators
    from templates_app.services import assets, templates

    team = operators.team()
    team.name = ISSUER
    team.save(update_fields=["name"])
    document = json.loads((HERE / "design.json").read_text())
    for element in document["pages"][0]["elements"]:
        if element["type"] == "image":
            name = element["source"].removeprefix("asset:")
            file = next(folder.glob(f"{name}.*"))
            asset = assets.upload(team=team, file=ContentFile(file.read_bytes(), file.name), by=None)
            element["source"] = f"asset:{asset.pk}"
    template = templates.create(team=team, name="Benchmark", document=document, by=None)
    templates.publish(template=template, by=None)
    print(json.dumps({"team": team.slug, "design": template.slug}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
