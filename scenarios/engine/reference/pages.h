#pragma once
/// Pages of the reference that are printed from the tables the program itself works by: what they say is what it does.
/// The files in docs/ are compared with them by a test.

#include <functional>
#include <string>
#include <string_view>

namespace scenario {

/// docs/settings.md: Kafka's settings that scenarios may have, with the defaults of both profiles.
std::string settings_page();

/// docs/measures.md: what `expect:` can talk about, and how it compares.
std::string measures_page();

/// docs/events.md: the kinds of lines in events.jsonl with their fields. `meaning` says in a sentence what a kind is,
/// or nothing.
std::string events_page(const std::function<std::string(std::string_view kind)>& meaning);

}  // namespace scenario
