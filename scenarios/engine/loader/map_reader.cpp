#include "scenarios/engine/loader/map_reader.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "scenarios/engine/loader/shorten.h"
#include "scenarios/engine/loader/suggestion.h"
#include "scenarios/engine/loader/units.h"

namespace scenario {
namespace {

std::string in(std::string_view path) { return path.empty() ? std::string() : fmt::format(" in {}", path); }

/// Every section is short, but an open one or a hostile file may not be: no comparison of all with all.
std::vector<const Entry*> by_key(const Node& map) {
  std::vector<const Entry*> order;
  for (const Entry& e : map.entries) order.push_back(&e);
  std::stable_sort(order.begin(), order.end(), [](const Entry* a, const Entry* b) { return a->key < b->key; });
  return order;
}

}  // namespace

std::string describe(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      return "nothing";
    case Node::Kind::scalar:
      return fmt::format("'{}'", shorten(node.text));
    case Node::Kind::sequence:
      return "a list";
    case Node::Kind::map:
      return "a map";
  }
  return "";
}

void report_duplicate_keys(Context& context, const Node& map, std::string_view path) {
  const auto order = by_key(map);
  const Entry* first = nullptr;
  for (const Entry* e : order) {
    if (first == nullptr || first->key != e->key) {
      first = e;
      continue;
    }
    context.error(e->key_mark, fmt::format("duplicate key '{}'{}", shorten(e->key), in(path)),
                  fmt::format("first in line {}", first->key_mark.line));
    if (context.diagnostics.full()) return;
  }
}

bool expect_map(Context& context, const Node& node, std::string_view name) {
  if (node.map() || node.null()) return true;
  context.error(node.mark, fmt::format("'{}' must be a map of keys and values, not {}", name, describe(node)));
  return false;
}

bool expect_list(Context& context, const Node& node, std::string_view name) {
  if (node.sequence() || node.null()) return true;
  context.error(node.mark, fmt::format("'{}' must be a list, not {}", name, describe(node)),
                node.map() ? "each entry begins with '- '" : "");
  return false;
}

const std::string* expect_scalar(Context& context, const Node& node, std::string_view name, std::string_view expected) {
  if (node.scalar()) return &node.text;
  context.error(node.mark, fmt::format("'{}' must be {}, not {}", name, expected, describe(node)));
  return nullptr;
}

std::string item_path(std::string_view list, const Node& item, std::size_t index) {
  const Node* name = item.find("name");
  if (name != nullptr && name->scalar() && !name->text.empty()) return fmt::format("{}.{}", list, shorten(name->text));
  return fmt::format("{}[{}]", list, index);
}

MapReader::MapReader(Context& context, const Node& node, Section section, std::string path)
    : context_(context), node_(node), section_(section), path_(std::move(path)), valid_(true) {
  if (!node.map()) {
    valid_ = node.null();
    if (!valid_) {
      const std::string name = path_.empty() ? "a scenario" : fmt::format("'{}'", path_);
      context_.error(node.mark, fmt::format("{} must be a map of keys and values, not {}", name, describe(node)));
    }
    return;
  }
  report_duplicate_keys(context_, node_, path_);
  const auto known = key_names(section_);
  for (const Entry& e : node_.entries) {
    if (context_.diagnostics.full()) break;
    if (find_key(section_, e.key) != nullptr) continue;
    context_.error(e.key_mark, fmt::format("unknown key '{}'{}", shorten(e.key), in(path_)), suggest(e.key, known));
  }
}

std::string MapReader::path_of(std::string_view key) const {
  return path_.empty() ? std::string(key) : fmt::format("{}.{}", path_, key);
}

const Node* MapReader::find(std::string_view key) const {
  SIM_CHECK(find_key(section_, key) != nullptr, "a reader asks for a key that the format does not have");
  return valid_ ? node_.find(key) : nullptr;
}

const Node* MapReader::require(std::string_view key) {
  const Node* value = find(key);
  if (value == nullptr && valid_) {
    const auto where = path_.empty() ? "the scenario" : path_;
    context_.error(node_.mark, fmt::format("'{}' is missing in {}", key, where),
                   std::string(find_key(section_, key)->meaning));
  }
  return value;
}

template <class T, class Parse, class Out>
bool MapReader::read(std::string_view key, std::string_view expected, Parse parse, Out& out) {
  const Node* value = find(key);
  const std::string* words = value != nullptr ? expect_scalar(context_, *value, key, expected) : nullptr;
  if (words == nullptr) return false;
  auto parsed = parse(*words);
  if (!parsed.ok()) {
    context_.error(value->mark, fmt::format("'{}' {}", key, parsed.error));
    return false;
  }
  out = static_cast<Out>(parsed.value);
  return true;
}

bool MapReader::text(std::string_view key, std::string& out) {
  const Node* value = find(key);
  const std::string* words = value != nullptr ? expect_scalar(context_, *value, key, "a text") : nullptr;
  if (words == nullptr) return false;
  if (words->empty()) {
    context_.error(value->mark, fmt::format("'{}' must not be empty", key));
    return false;
  }
  out = *words;
  return true;
}

bool MapReader::duration(std::string_view key, sim::Duration& out) {
  return read<sim::Duration>(key, "a duration such as 20s or 5ms", parse_duration, out);
}
bool MapReader::bytes(std::string_view key, sim::Bytes& out) {
  return read<sim::Bytes>(key, "an amount such as 16KiB", parse_bytes, out);
}
bool MapReader::bandwidth(std::string_view key, sim::BytesPerSecond& out) {
  return read<sim::BytesPerSecond>(key, "a bandwidth such as 1Gbit/s", parse_bandwidth, out);
}
bool MapReader::rate(std::string_view key, double& out) {
  return read<double>(key, "a rate such as 2000/s", parse_rate, out);
}
bool MapReader::number(std::string_view key, double& out) { return read<double>(key, "a number", parse_number, out); }
bool MapReader::part(std::string_view key, double& out) {
  return read<double>(key, "a part such as 10%", parse_part, out);
}

bool MapReader::boolean(std::string_view key, bool& out) {
  return read<bool>(key, "true or false", parse_boolean, out);
}

bool MapReader::whole(std::string_view key, std::int64_t& out, std::int64_t least, std::int64_t most) {
  return read<std::int64_t>(
      key, "a whole number", [&](std::string_view t) { return parse_integer(t, least, most); }, out);
}
bool MapReader::whole(std::string_view key, std::int32_t& out, std::int64_t least, std::int64_t most) {
  return read<std::int64_t>(
      key, "a whole number", [&](std::string_view t) { return parse_integer(t, least, most); }, out);
}

bool MapReader::choice(std::string_view key, std::span<const std::string_view> words, std::size_t& index) {
  const Node* value = find(key);
  const std::string expected = fmt::format("{}", fmt::join(words, " or "));
  const std::string* text = value != nullptr ? expect_scalar(context_, *value, key, expected) : nullptr;
  if (text == nullptr) return false;
  const auto found = std::find(words.begin(), words.end(), *text);
  if (found == words.end()) {
    context_.error(value->mark, fmt::format("'{}' must be {}, not '{}'", key, expected, shorten(*text)));
    return false;
  }
  index = static_cast<std::size_t>(found - words.begin());
  return true;
}

}  // namespace scenario
