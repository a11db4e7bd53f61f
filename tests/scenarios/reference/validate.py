"""Checks scenario files against scenarios/schema.json with a reader that is not ours: validate.py CHECKOUT"""

import json
import pathlib
import sys

import jsonschema
import yaml


def with_text_keys(value):
    """JSON knows only text as a key: {0: [101]} is {"0": [101]}."""
    if isinstance(value, dict):
        return {str(key): with_text_keys(inner) for key, inner in value.items()}
    return [with_text_keys(inner) for inner in value] if isinstance(value, list) else value


def texts(checkout):
    for path in sorted(checkout.glob("scenarios/*.yaml")) + sorted(checkout.glob("scenarios/regress/*.yaml")):
        yield path.name, path.read_text()
    page = (checkout / "docs/scenario-format.md").read_text()
    yield "the example of scenario-format.md", page.split("```yaml\n")[1].split("```\n")[0]


def main():
    checkout = pathlib.Path(sys.argv[1])
    schema = json.loads((checkout / "scenarios/schema.json").read_text())
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    wrong = 0
    for name, text in texts(checkout):
        for error in validator.iter_errors(with_text_keys(yaml.safe_load(text))):
            print(f"{name}: {'.'.join(str(part) for part in error.absolute_path)}: {error.message[:300]}")
            wrong += 1
    # A schema that allows everything would pass too.
    for mistake in ({"titel": "x"}, {"title": "x", "duration": 90}, {"title": "x", "duration": "90s", "topics": 3}):
        if validator.is_valid(mistake):
            print(f"this should not fit: {mistake}")
            wrong += 1
    return 1 if wrong else 0


sys.exit(main())
