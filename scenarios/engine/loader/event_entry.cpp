#include "scenarios/engine/loader/event_entry.h"

#include <fmt/format.h>

#include "scenarios/engine/loader/shorten.h"
#include "scenarios/engine/loader/suggestion.h"
#include "scenarios/engine/loader/target_reader.h"

namespace scenario {

std::string read_kind(Context& context, MapReader& map, std::string_view what,
                      const std::vector<std::string_view>& names) {
  std::string kind;
  if (map.require("kind") == nullptr || !map.text("kind", kind)) return "";
  if (std::find(names.begin(), names.end(), kind) != names.end()) return kind;
  context.error(map.find("kind")->mark, fmt::format("no {} is called '{}'", what, shorten(kind)), suggest(kind, names));
  return "";
}

void report_foreign_keys(Context& context, const Node& entry, Section section, std::string_view kind,
                         const std::vector<std::string_view>& own, const std::vector<std::string_view>& common) {
  if (!entry.map()) return;
  for (const Entry& e : entry.entries) {
    const auto has = [&](const std::vector<std::string_view>& keys) {
      return std::find(keys.begin(), keys.end(), e.key) != keys.end();
    };
    if (find_key(section, e.key) == nullptr || has(own) || has(common)) continue;
    context.error(e.key_mark, fmt::format("'{}' does not belong to {}", e.key, kind),
                  fmt::format("it has {}", fmt::join(own, ", ")));
  }
}

void read_moment(Context& context, MapReader& map, std::string_view key, sim::Duration& out) {
  if (map.require(key) == nullptr || !map.duration(key, out)) return;
  if (context.duration <= sim::Duration{0} || out < context.duration) return;
  context.error(map.find(key)->mark, fmt::format("'{}' is after the end of the run: it would never happen", key),
                fmt::format("the run ends at {}", moment_text(context.duration)));
}

Location location_of(const Context& context, Mark mark) {
  return {context.diagnostics.source_name(mark.source), mark.line, mark.column};
}

}  // namespace scenario
