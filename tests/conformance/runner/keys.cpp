#include "tests/conformance/runner/keys.h"

namespace conformance {

namespace {

int hex_digit(char c, const Fields& fields) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  throw fields.error("key_hex: not a hexadecimal digit");
}

}  // namespace

std::string read_key(Fields& fields) {
  if (!fields.has("key_hex")) return fields.text("key_utf8");
  const std::string digits = fields.text("key_hex");
  if (digits.size() % 2 != 0) throw fields.error("key_hex: an even number of digits is expected");
  std::string bytes;
  for (std::size_t i = 0; i < digits.size(); i += 2)
    bytes.push_back(static_cast<char>(hex_digit(digits[i], fields) * 16 + hex_digit(digits[i + 1], fields)));
  return bytes;
}

std::vector<std::string> read_keys(Fields& fields) {
  if (fields.has("keys")) return fields.texts("keys");
  const std::string format = fields.text("key_format");
  const std::size_t place = format.find("%d");
  if (place == std::string::npos) throw fields.error("key_format: %d is expected");
  std::vector<std::string> keys;
  const std::int64_t last = fields.integer("keys_to");
  for (std::int64_t i = fields.integer("keys_from"); i <= last; ++i) {
    std::string key = format;
    keys.push_back(key.replace(place, 2, std::to_string(i)));
  }
  return keys;
}

}  // namespace conformance
