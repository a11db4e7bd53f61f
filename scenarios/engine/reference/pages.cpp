#include "scenarios/engine/reference/pages.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/config/config_def.h"
#include "model/config/known_settings.h"
#include "scenarios/engine/spec/expect_spec.h"

namespace scenario {
namespace {

/// A cell of a table: '|' would end it.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c;
  }
  return out;
}

std::string shown(std::string_view value) { return value.empty() ? "none" : fmt::format("`{}`", cell(value)); }

template <class C>
std::string limits(const kafka::Field<C>& field) {
  if (!field.choices.empty()) return cell(field.choices);
  if (field.least != kafka::kNoLeast && field.most != kafka::kNoMost)
    return fmt::format("{} to {}", field.least, field.most);
  if (field.least != kafka::kNoLeast) return fmt::format("at least {}", field.least);
  return field.most != kafka::kNoMost ? fmt::format("at most {}", field.most) : "";
}

template <class C>
std::string settings_of(std::string_view heading, std::string_view place) {
  std::string text = fmt::format(
      "\n## {}\n\n{}\n\n| Setting | 3.9 | 2.3 | Allowed | Meaning |\n|---|---|---|---|---|\n", heading, place);
  for (const kafka::Field<C>& f : kafka::fields<C>()) {
    const std::string since = f.since.empty() ? "" : fmt::format(" (since {})", f.since);
    text += fmt::format("| `{}` | {} | {} | {} | {}{} |\n", f.name, shown(f.defaults.v3_9), shown(f.defaults.v2_3),
                        limits(f), cell(f.meaning), since);
  }
  std::vector<std::string> others;
  for (const kafka::KnownSetting& k : kafka::known_settings(kafka::config_class<C>()))
    others.push_back(fmt::format("`{}`{}", k.name, k.instead.empty() ? "" : fmt::format(" (use {})", cell(k.instead))));
  if (!others.empty())
    text += fmt::format("\nKafka has these too, the simulator does not honour them: {}.\n", fmt::join(others, ", "));
  return text;
}

std::string unit_text(MeasureUnit unit) {
  switch (unit) {
    case MeasureUnit::records:
    case MeasureUnit::number:
      return "a whole number";
    case MeasureUnit::seconds:
      return "a duration: `10ms`";
    case MeasureUnit::per_second:
      return "a rate: `100/s`";
    case MeasureUnit::counts:
      return "a list, a number for each partition";
    case MeasureUnit::broker:
      return "an id, or `none`";
    case MeasureUnit::brokers:
      return "a list of ids";
  }
  return "";
}

std::string subjects_text(const Measure& m) {
  std::vector<std::string_view> names;
  if (m.allows(SubjectKind::run)) names.push_back("run");
  for (const SubjectKind kind :
       {SubjectKind::producer, SubjectKind::group, SubjectKind::topic, SubjectKind::partition}) {
    if (m.allows(kind)) names.push_back(subject_name(kind));
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string when_text(const Measure& m) {
  switch (m.when) {
    case When::run:
      return "";
    case When::window:
      return "from, until";
    case When::state:
      return m.statistics.size() == 1 ? "at" : "final: at; others: from, until";
  }
  return "";
}

}  // namespace

std::string settings_page() {
  return "# Settings\n\n"
         "<!-- Printed from the program's tables; a test compares. Do not edit: KAFKASIM_REWRITE=1 ./kafkasim test "
         "Reference -->\n\n"
         "Kafka's settings that a scenario may have, by Kafka's names, with the defaults of the two profiles. A bare "
         "number has Kafka's\nunit; a unit may be written (`retention.ms: 7d`). Any other name is an error that tells "
         "what it may have meant.\n" +
         settings_of<kafka::BrokerConfig>("Brokers", "In `cluster.config`: the server.properties of every broker.") +
         settings_of<kafka::TopicConfig>(
             "Topics", "In `config` of a topic. What a topic does not set comes from the brokers' settings.") +
         settings_of<kafka::ProducerConfig>("Producers", "In `config` of a producer, of `trucks` and of `transform`.") +
         settings_of<kafka::ConsumerConfig>("Consumers", "In `config` of a group.");
}

std::string measures_page() {
  std::string text =
      "# Measures\n\n"
      "<!-- Printed from the program's tables; a test compares. Do not edit: KAFKASIM_REWRITE=1 ./kafkasim test "
      "Reference -->\n\n"
      "What [expect](scenario-format.md#expect) can talk about. The first statistic is meant where a plain value is "
      "written.\n\n"
      "| Measure | About | Statistics | Time | Value | What it is |\n|---|---|---|---|---|---|\n";
  for (const Measure& m : measures()) {
    text +=
        fmt::format("| `{}` | {} | {} | {} | {} | {}{} |\n", m.name, subjects_text(m), fmt::join(m.statistics, ", "),
                    when_text(m), unit_text(m.unit), cell(m.meaning), m.by_error ? "; `error` restricts it" : "");
  }
  text += "\n## Comparisons\n\n| Key | Holds for |\n|---|---|\n";
  for (const ComparisonKey& c : comparison_keys()) text += fmt::format("| `{}` | {} |\n", c.name, c.meaning);
  return text;
}

}  // namespace scenario
