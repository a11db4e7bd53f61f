// Every deliberate bug has a test that puts it into the model, and no scenario can ask for one.

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "model/config/behaviour.h"
#include "tests/support/checkout.h"

namespace kafka {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& file) {
  std::ifstream in(file);
  EXPECT_TRUE(in) << file;
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

TEST(Mutations, HaveATestEach) {
  const fs::path tests = fs::path(testing::in_checkout("tests"));
  const std::string stories = content_of(tests / "conformance/checkers/mutations.yaml");
  std::string code;
  for (const char* name : {"mutation_zookeeper_test.cpp", "mutation_controller_test.cpp"})
    code += content_of(tests / "model/invariant" / name);
  for (const MutationName& m : kMutations) {
    const std::string name(m.name);
    const bool is_told = stories.find("\n  - id: " + name + "\n") != std::string::npos;
    const bool is_coded = code.find("found(Mutation::" + name + ", ") != std::string::npos;
    EXPECT_NE(is_told, is_coded) << name << (is_told ? " is tested twice" : " has no test");
  }
}

TEST(Mutations, CannotBeAskedForByName) {
  Behaviour behaviour;
  for (const MutationName& m : kMutations) EXPECT_EQ(find_switch(behaviour, m.name), nullptr) << m.name;
  for (const Profile profile : {Profile::v2_3, Profile::v3_9})
    EXPECT_EQ(behaviour_of(profile).mutation, Mutation::none);
}

}  // namespace
}  // namespace kafka
