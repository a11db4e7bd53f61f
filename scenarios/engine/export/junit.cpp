#include "scenarios/engine/export/junit.h"

#include <fmt/format.h>

#include "scenarios/engine/export/xml_text.h"

namespace scenario {
namespace {

using Outcome = JUnitCase::Outcome;

struct Tally {
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t errors = 0;
  std::size_t skipped = 0;
  double seconds = 0;

  void add(const JUnitCase& one) {
    ++tests;
    failures += one.outcome == Outcome::failed ? 1 : 0;
    errors += one.outcome == Outcome::error ? 1 : 0;
    skipped += one.outcome == Outcome::skipped ? 1 : 0;
    seconds += one.seconds;
  }
  [[nodiscard]] std::string attributes() const {
    return fmt::format(R"(tests="{}" failures="{}" errors="{}" skipped="{}" time="{:.3f}")", tests, failures, errors,
                       skipped, seconds);
  }
};

std::string_view element(Outcome outcome) {
  switch (outcome) {
    case Outcome::failed:
      return "failure";
    case Outcome::error:
      return "error";
    case Outcome::skipped:
      return "skipped";
    case Outcome::passed:
      break;
  }
  return "";
}

std::string outcome_xml(const JUnitCase& one) {
  const std::string_view tag = element(one.outcome);
  std::string xml = fmt::format(R"(      <{} message="{}")", tag, xml_attribute(one.message));
  if (one.outcome != Outcome::skipped) xml += fmt::format(R"( type="{}")", tag);
  if (one.details.empty()) return xml + "/>\n";
  return xml + fmt::format(">{}</{}>\n", xml_text(one.details), tag);
}

std::string case_xml(const JUnitCase& one) {
  std::string xml = fmt::format(R"(    <testcase name="{}" classname="{}" time="{:.3f}")", xml_attribute(one.name),
                                xml_attribute(one.classname), one.seconds);
  if (one.outcome == Outcome::passed && one.output.empty()) return xml + "/>\n";
  xml += ">\n";
  if (one.outcome != Outcome::passed) xml += outcome_xml(one);
  if (!one.output.empty()) xml += fmt::format("      <system-out>{}</system-out>\n", xml_text(one.output));
  return xml + "    </testcase>\n";
}

}  // namespace

std::string junit_xml(std::string_view name, std::span<const JUnitSuite> suites) {
  Tally all;
  std::string body;
  for (const JUnitSuite& suite : suites) {
    Tally tally;
    for (const JUnitCase& one : suite.cases) {
      tally.add(one);
      all.add(one);
    }
    body += fmt::format("  <testsuite name=\"{}\" {}>\n", xml_attribute(suite.name), tally.attributes());
    for (const JUnitCase& one : suite.cases) body += case_xml(one);
    body += "  </testsuite>\n";
  }
  return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"{}\" {}>\n{}</testsuites>\n",
                     xml_attribute(name), all.attributes(), body);
}

}  // namespace scenario
