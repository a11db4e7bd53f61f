#include "tests/conformance/runner/cases.h"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <set>

#include <gtest/gtest.h>

#include "tests/support/checkout.h"

namespace conformance {

namespace {

/// One registered test: a closure, so that what goes wrong while loading is a failing test too.
class Case final : public ::testing::Test {
 public:
  explicit Case(std::function<void()> body) : body_(std::move(body)) {}
  void TestBody() override { body_(); }

 private:
  std::function<void()> body_;
};

std::string suite_name_of(std::string_view file) { return std::string(file.substr(file.find('/') + 1)); }

std::set<std::string>& registered() {
  static std::set<std::string> names;
  return names;
}

void add_test(const std::string& suite, const std::string& name, std::function<void()> body) {
  registered().insert(suite + "." + name);
  ::testing::RegisterTest(suite.c_str(), name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          // GoogleTest owns it, as it does every fixture.
                          [body = std::move(body)]() -> ::testing::Test* { return new Case(body); });
}

void run_case(Runner run, const YAML::Node& node, const std::string& where) {
  try {
    Fields fields(node, where);
    for (const std::string_view common : {"id", "source", "note"}) fields.ignore(common);
    run(fields);
    if (::testing::Test::HasFatalFailure() || ::testing::Test::IsSkipped()) return;
    for (const std::string& field : fields.unread()) ADD_FAILURE() << field << ": this runner knows no such field";
  } catch (const CaseError& error) {
    ADD_FAILURE() << error.what();
  } catch (const YAML::Exception& error) {
    ADD_FAILURE() << where << ": " << error.what();
  }
}

std::string id_of(const YAML::Node& node) {
  if (!node.IsMap() || !node["id"] || !node["id"].IsScalar()) throw CaseError("a case without an id");
  return node["id"].Scalar();
}

void register_cases(const Suite& suite, const std::string& suite_name, const std::filesystem::path& path) {
  const YAML::Node file = YAML::LoadFile(path.string());
  if (!file.IsMap() || !file["cases"] || !file["cases"].IsSequence()) throw CaseError("a list `cases` is expected");
  std::set<std::string> ids;
  for (const YAML::Node& node : file["cases"]) {
    const std::string id = id_of(node);
    if (!ids.insert(id).second) throw CaseError("the id " + id + " is used twice");
    add_test(suite_name, id, [run = suite.run, node, where = suite_name + " " + id] { run_case(run, node, where); });
  }
  if (ids.empty()) throw CaseError("no case");
}

void register_suite(const Suite& suite) {
  const std::string suite_name = suite_name_of(suite.file);
  const std::filesystem::path path = directory() / (std::string(suite.file) + ".yaml");
  if (directory_is_given() && !std::filesystem::exists(path)) return;
  std::string problem;
  try {
    register_cases(suite, suite_name, path);
  } catch (const CaseError& error) {
    problem = error.what();
  } catch (const YAML::Exception& error) {
    problem = error.what();
  }
  if (!problem.empty()) register_failure(suite.file, problem);
}

}  // namespace

bool directory_is_given() {
  const char* given = std::getenv("KAFKASIM_CONFORMANCE_DIR");
  return given != nullptr && *given != '\0';
}

std::filesystem::path directory() {
  if (directory_is_given()) return std::getenv("KAFKASIM_CONFORMANCE_DIR");
  return kafka::testing::in_checkout("tests/conformance");
}

bool is_registered(const std::string& name) { return registered().contains(name); }

void register_failure(std::string_view file, const std::string& why) {
  add_test(suite_name_of(file), "can_be_checked", [=, name = std::string(file)] {
    ADD_FAILURE() << (directory() / (name + ".yaml")).string() << ": " << why;
  });
}

void register_tests(std::string_view filter) {
  const std::string_view wanted = filter.substr(0, filter.find('.'));
  const bool only_one =
      filter.find(':') == std::string_view::npos &&
      std::any_of(suites().begin(), suites().end(), [&](const Suite& s) { return suite_name_of(s.file) == wanted; });
  for (const Suite& suite : suites())
    if (!only_one || suite_name_of(suite.file) == wanted) register_suite(suite);
}

void read_origin(Fields& fields) {
  static const std::set<std::string> known{"upstream", "published", "derived", "control", "expected", "model-finding"};
  if (!fields.has("kind")) return;
  const std::string kind = fields.text("kind");
  if (!known.contains(kind)) unknown(fields, "kind", kind);
}

void unknown(const Fields& fields, std::string_view what, std::string_view value) {
  throw fields.error("unknown " + std::string(what) + " '" + std::string(value) + "'");
}

std::string normalised_error(std::string_view name) {
  std::string plain;
  for (const char c : name)
    if (c != '_' && c != ' ') plain.push_back(static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
  for (const std::string_view suffix : {"EXCEPTION", "ERROR"})
    if (plain.size() > suffix.size() && plain.ends_with(suffix)) plain.erase(plain.size() - suffix.size());
  return plain == "TOPICEXISTS" ? "TOPICALREADYEXISTS" : plain;
}

}  // namespace conformance
