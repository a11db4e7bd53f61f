#pragma once
/// Results of tests as JUnit XML, which build servers (Jenkins, GitLab, GitHub's test reporters ...) read: the shape of
/// Ant's junit task, testsuites > testsuite > testcase with at most one of failure, error, skipped.

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scenario {

/// One test.
struct JUnitCase {
  enum class Outcome {
    passed,
    failed,   ///< something was not as expected
    error,    ///< it could not be judged: it does not load, it contradicts itself
    skipped,  ///< it was not run
  };

  std::string name = {};
  std::string classname = {};  ///< a dotted path; readers group by it
  Outcome outcome = Outcome::passed;
  std::string message = {};  ///< one line: why it did not pass
  std::string details = {};  ///< several lines
  std::string output = {};   ///< system-out; "" = none
  double seconds = 0;        ///< wall clock; 0 for output that shall not differ between two runs
};

struct JUnitSuite {
  std::string name;
  std::vector<JUnitCase> cases;
};

/// The whole document. Whatever the texts hold, it is well-formed XML 1.0 in UTF-8: what XML cannot hold (most control
/// characters, broken UTF-8) is replaced by U+FFFD.
std::string junit_xml(std::string_view name, std::span<const JUnitSuite> suites);

}  // namespace scenario
