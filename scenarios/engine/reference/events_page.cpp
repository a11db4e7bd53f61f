#include <map>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenarios/engine/reference/pages.h"
#include "scenarios/engine/run/event_fields.h"

namespace scenario {
namespace {

/// Notes the names and forgets the values.
struct NameVisitor {
  std::string name;
  std::vector<std::string> fields;

  void kind(KindName n) { name = n.text; }
  template <class T>
  void field(const char* n, const T&) {
    fields.push_back(fmt::format("`{}`", n));
  }
};

template <class Event>
NameVisitor names_of() {
  NameVisitor visitor;
  describe(Event{}, visitor);
  return visitor;
}

template <class... Events>
std::vector<NameVisitor> all_names(const std::variant<Events...>*) {
  return {names_of<Events>()...};
}

}  // namespace

std::string events_page(const std::function<std::string(std::string_view)>& meaning) {
  std::string text =
      "# Events\n\n"
      "<!-- Printed from the program's tables; a test compares. Do not edit: KAFKASIM_REWRITE=1 ./kafkasim test "
      "Reference -->\n\n"
      "Every line of a run's `events.jsonl` is one event: when (`t`), on which host, its kind, and the fields of the "
      "kind. "
      "Facts are\nstated from the viewpoint of the host that tells them.\n\n"
      "| Event | Fields | What happened |\n|---|---|---|\n";
  for (const NameVisitor& event : all_names(static_cast<const kafka::Event*>(nullptr)))
    text += fmt::format("| `{}` | {} | {} |\n", event.name, fmt::join(event.fields, ", "), meaning(event.name));
  return text;
}

}  // namespace scenario
