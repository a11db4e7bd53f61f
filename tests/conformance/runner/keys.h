#pragma once
/// Keys as the case files give them.

#include <string>
#include <vector>

#include "tests/conformance/runner/fields.h"

namespace conformance {

/// `key_utf8`, or `key_hex` for bytes that are no text.
std::string read_key(Fields& fields);

/// `keys`, or `key_format` with its %d replaced by each of `keys_from` to `keys_to`.
std::vector<std::string> read_keys(Fields& fields);

}  // namespace conformance
