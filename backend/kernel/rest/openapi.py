"""Hooks of the API description: every operation says that it may refuse with a problem document."""

from typing import Any

PROBLEM = {
    "type": "object",
    "description": "A refusal, after RFC 9457.",
    "required": ["type", "title", "status", "detail", "instance", "code", "errors"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "code": {"type": "string", "description": "Stable; clients may rely on it."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "code", "message", "remedy"],
                "properties": {name: {"type": "string"} for name in ("field", "code", "message", "remedy")},
            },
        },
    },
}


def describe_problems(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """One `Problem` schema, and one `default` response that bears it in every operation."""
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    for name in [name for name in schemas if name.endswith(("ErrorResponse400", "ErrorComponent"))]:
        del schemas[name]
    schemas["Problem"] = PROBLEM
    answer = {
        "description": "Refused.",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for operations in result.get("paths", {}).values():
        for operation in operations.values():
            if isinstance(operation, dict) and "responses" in operation:
                responses = operation["responses"]
                for status in [status for status in responses if status.startswith(("4", "5"))]:
                    del responses[status]
                responses["default"] = answer
    schemas_in_order = dict(sorted(schemas.items()))
    result["components"]["schemas"] = schemas_in_order
    return result
