#include <array>

#include <fmt/format.h>

#include "scenarios/engine/loader/map_reader.h"
#include "scenarios/engine/loader/shorten.h"
#include "scenarios/engine/loader/workload_reader.h"

namespace scenario {
namespace {

constexpr std::int64_t kMostKeys = 1'000'000'000;

struct KeyKind {
  std::string_view name;
  KeySpec::Kind kind;
};
constexpr std::array<KeyKind, 3> kKeyKinds{
    {{"uniform", KeySpec::Kind::uniform}, {"zipf", KeySpec::Kind::zipf}, {"sequence", KeySpec::Kind::sequence}}};

void check_format(Context& context, const MapReader& map, std::string_view name, const KeySpec& key) {
  if (key_format_valid(key.format)) return;
  context.error(map.find(name)->mark, fmt::format("'{}' must hold one %d (or %05d, with leading zeros), not '{}'", name,
                                                  shorten(key.format)));
}

void read_kind(Context& context, MapReader& map, KeySpec& key) {
  bool found = map.text("instance", key.format);
  if (found) {
    key.kind = KeySpec::Kind::instance;
    check_format(context, map, "instance", key);
  }
  for (const KeyKind& k : kKeyKinds) {
    const Node* value = map.find(k.name);
    if (value == nullptr) continue;
    if (found) {
      context.error(value->mark, "'uniform', 'zipf', 'sequence' and 'instance' exclude each other");
      return;
    }
    found = true;
    key.kind = k.kind;
    map.whole(k.name, key.count, 1, kMostKeys);
  }
  if (!found && map.valid()) {
    context.error(map.mark(), fmt::format("{} needs one of uniform, zipf, sequence and instance", map.path()),
                  "such as {uniform: 1000}");
  }
}

}  // namespace

bool key_format_valid(const std::string& format) {
  int numbers = 0;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%') continue;
    ++i;
    if (i < format.size() && format[i] == '%') continue;
    const std::size_t width = i;
    if (i < format.size() && format[i] == '0') {
      while (i < format.size() && i - width < 3 && format[i] >= '0' && format[i] <= '9') ++i;
    }
    if (i >= format.size() || format[i] != 'd') return false;
    ++numbers;
  }
  return numbers == 1;
}

void read_key(Context& context, const Node& node, const std::string& path, KeySpec& key) {
  if (node.null()) return;
  if (node.scalar()) {
    key.kind = KeySpec::Kind::constant;
    key.constant = node.text;
    return;
  }
  MapReader map(context, node, Section::key, path);
  read_kind(context, map, key);
  if (map.text("format", key.format)) check_format(context, map, "format", key);
  const Node* exponent = map.find("exponent");
  if (!map.number("exponent", key.exponent)) return;
  if (key.exponent <= 0 || key.exponent > 10) {
    context.error(exponent->mark, "'exponent' must be more than 0 and at most 10");
  } else if (key.kind != KeySpec::Kind::zipf) {
    context.error(exponent->mark, "'exponent' belongs to zipf");
  }
}

}  // namespace scenario
