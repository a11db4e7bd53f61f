/// mutations: replication stories with a deliberate bug in the model, and which invariant checkers bite.
#include <algorithm>

#include <gtest/gtest.h>

#include "tests/conformance/runner/cases.h"
#include "tests/conformance/runner/schedule_play.h"

namespace conformance {

namespace {

using Names = std::set<std::string>;

const kafka::MutationName& find_mutation(Fields& f, const std::string& name) {
  for (const kafka::MutationName& m : kafka::kMutations)
    if (m.name == name) return m;
  unknown(f, "mutation", name);
}

std::string text_of(const kafka::Invariants& checkers) {
  std::string text;
  for (const kafka::Violation& v : checkers.violations()) text += std::string(v.name) + ": " + v.what + "\n";
  return text;
}

}  // namespace

void run_mutations(Fields& fields) {
  const kafka::MutationName& bug = find_mutation(fields, fields.text("id"));
  const std::string name = fields.text_or("protocol", "v39");
  kafka::ReplicationProtocol protocol{};
  if (!kafka::find_protocol(name, protocol)) unknown(fields, "generation", name);

  SchedulePlay sound(fields, protocol);
  sound.run();
  EXPECT_EQ(text_of(sound.checkers()), "") << "without the bug";

  SchedulePlay broken(fields, protocol, bug.mutation);
  broken.run();
  Names found;
  for (const kafka::Violation& v : broken.checkers().violations()) found.insert(std::string(v.name));
  const std::vector<std::string> bites = fields.texts("bites");
  EXPECT_EQ(found, Names(bites.begin(), bites.end())) << text_of(broken.checkers());
  EXPECT_TRUE(found.contains(std::string(bug.checker))) << bug.checker << " is meant to see it";
}

}  // namespace conformance
