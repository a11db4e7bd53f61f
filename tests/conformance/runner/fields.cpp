#include "tests/conformance/runner/fields.h"

#include <charconv>
#include <limits>

namespace conformance {

bool is_none(const YAML::Node& node) {
  return node.IsNull() || (node.IsScalar() && (node.Scalar() == "none" || node.Scalar() == "null"));
}

std::int64_t to_integer(const YAML::Node& node, const std::string& where) {
  std::int64_t value = 0;
  const std::string text = node.IsScalar() ? node.Scalar() : std::string();
  const char* end = text.data() + text.size();
  const auto [stopped, code] = std::from_chars(text.data(), end, value);
  if (text.empty() || code != std::errc() || stopped != end) throw CaseError(where + ": an integer is expected");
  return value;
}

std::string to_text(const YAML::Node& node, const std::string& where) {
  if (!node.IsScalar()) throw CaseError(where + ": a text is expected");
  return node.Scalar();
}

bool to_flag(const YAML::Node& node, const std::string& where) {
  const std::string text = node.IsScalar() ? node.Scalar() : std::string();
  if (text != "true" && text != "false") throw CaseError(where + ": true or false is expected");
  return text == "true";
}

Fields::Fields(YAML::Node map, std::string where) : map_(std::move(map)), where_(std::move(where)) {
  if (!map_.IsMap()) throw error("a map is expected");
}

CaseError Fields::error(std::string_view what) const { return CaseError(where_ + ": " + std::string(what)); }

bool Fields::has(std::string_view key) const {
  const YAML::Node& map = map_;
  return map[std::string(key)].IsDefined();
}

std::vector<std::string> Fields::keys() const {
  std::vector<std::string> keys;
  for (const auto& entry : map_) keys.push_back(to_text(entry.first, where_));
  return keys;
}

YAML::Node Fields::node(std::string_view key) {
  if (!has(key)) throw error("field '" + std::string(key) + "' is missing");
  used_.insert(std::string(key));
  return map_[std::string(key)];
}

std::int64_t Fields::integer(std::string_view key) { return to_integer(node(key), at(key)); }

std::int32_t Fields::int32(std::string_view key) {
  const std::int64_t value = integer(key);
  if (value < std::numeric_limits<std::int32_t>::min() || value > std::numeric_limits<std::int32_t>::max())
    throw CaseError(at(key) + ": a 32-bit integer is expected");
  return static_cast<std::int32_t>(value);
}

bool Fields::flag(std::string_view key) { return to_flag(node(key), at(key)); }
std::string Fields::text(std::string_view key) { return to_text(node(key), at(key)); }

std::vector<std::int64_t> Fields::integers(std::string_view key) {
  const YAML::Node list = node(key);
  if (!list.IsSequence()) throw CaseError(at(key) + ": a list is expected");
  std::vector<std::int64_t> values;
  for (const YAML::Node& item : list) values.push_back(to_integer(item, at(key)));
  return values;
}

std::vector<std::string> Fields::texts(std::string_view key) {
  const YAML::Node list = node(key);
  if (!list.IsSequence()) throw CaseError(at(key) + ": a list is expected");
  std::vector<std::string> values;
  for (const YAML::Node& item : list) values.push_back(to_text(item, at(key)));
  return values;
}

std::int32_t Fields::size_or_null(std::string_view key) { return is_none(node(key)) ? -1 : int32(key); }

Fields& Fields::add_child(YAML::Node map, std::string where) {
  children_.push_back(std::make_unique<Fields>(std::move(map), std::move(where)));
  return *children_.back();
}

Fields& Fields::map(std::string_view key) { return add_child(node(key), at(key)); }

std::vector<Fields*> Fields::maps(std::string_view key) {
  const YAML::Node list = node(key);
  if (!list.IsSequence()) throw CaseError(at(key) + ": a list is expected");
  std::vector<Fields*> maps;
  for (std::size_t i = 0; i < list.size(); ++i)
    maps.push_back(&add_child(list[i], at(key) + "[" + std::to_string(i) + "]"));
  return maps;
}

std::vector<std::string> Fields::unread() const {
  std::vector<std::string> names;
  for (const std::string& key : keys())
    if (!used_.contains(key)) names.push_back(at(key));
  for (const auto& child : children_) {
    const std::vector<std::string> more = child->unread();
    names.insert(names.end(), more.begin(), more.end());
  }
  return names;
}

}  // namespace conformance
