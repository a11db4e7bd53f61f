/// transcripts_*: a command typed at a cluster -> what it prints on stdout and stderr, its exit code, and what the
/// cluster is like afterwards.
#include <algorithm>

#include <gtest/gtest.h>

#include "model/config/config_def.h"
#include "tests/conformance/runner/cases.h"
#include "tests/conformance/runner/transcript_match.h"
#include "tests/conformance/runner/transcript_measured.h"
#include "tests/conformance/runner/transcript_run.h"

namespace conformance {

namespace {

using namespace kafka;

/// Whose tools they are; the cluster is one of the two that there are.
tools::ToolsRelease release_of(Fields& fields) {
  const std::string name = fields.text_or("profile", "2.3");
  if (name == "2.0") return tools::ToolsRelease::v2_0;
  if (name == "2.3") return tools::ToolsRelease::v2_3;
  if (name == "2.8") return tools::ToolsRelease::v2_8;
  if (name == "3.9") return tools::ToolsRelease::v3_9;
  throw fields.error("another release: " + name);
}

std::string block(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += "  |" + line + "\n";
  return text;
}

void expect_lines(const char* stream, const std::vector<std::string>& expected, const std::string& text) {
  const std::vector<std::string> actual = lines_of(text);
  EXPECT_TRUE(lines_match(expected, actual)) << stream << ":\n" << block(actual) << "expected:\n" << block(expected);
}

/// A prompt stands alone at the end of a stream, whatever the case says.
void expect_final_newline(Fields& fields, const std::string& text) {
  const bool prompt = !text.empty() && text.back() == '>';
  if (!fields.has("stdout_final_newline")) {
    EXPECT_TRUE(text.empty() || text.back() == '\n' || prompt) << "stdout has no newline at its end";
  } else {
    EXPECT_EQ(fields.flag("stdout_final_newline"), text.ends_with('\n')) << "the end of stdout";
  }
}

// ---- the cluster afterwards

struct StoredRecord {
  TopicPartition tp;
  const tools::RecordText* text;
};

std::vector<StoredRecord> stored_records(TranscriptStage& stage) {
  std::vector<StoredRecord> records;
  for (const TopicPartition tp : stage.view().partitions()) {
    const Partition* leader = stage.view().replica(stage.view().leader(tp), tp);
    if (!leader) continue;
    const LogEntries& entries = leader->log().entries();
    for (auto i = entries.begin_index(); i != entries.end_index(); ++i) {
      const RecordBatch& batch = *entries[i].batch;
      for (std::int32_t r = 0; r < batch.count; ++r)
        if (const auto* text = stage.world().texts().find(batch.producer, tp, RecordId(batch.first_id.value() + r)))
          records.push_back({tp, text});
    }
  }
  return records;
}

void expect_records(Fields& fields, TranscriptStage& stage) {
  const std::vector<StoredRecord> stored = stored_records(stage);
  const std::vector<Fields*> expected = fields.maps("records");
  EXPECT_EQ(stored.size(), expected.size());
  for (Fields* record : expected) {
    const std::string value = record->text("value");
    const auto found =
        std::find_if(stored.begin(), stored.end(), [&](const StoredRecord& s) { return s.text->value == value; });
    ASSERT_NE(found, stored.end()) << "no record " << value;
    if (record->has("key")) {
      if (is_none(record->node("key"))) {
        EXPECT_EQ(found->text->key, std::nullopt) << value;
      } else {
        EXPECT_EQ(found->text->key, record->text("key")) << value;
      }
    }
    if (record->has("partition")) {
      EXPECT_EQ(found->tp.partition.value(), record->integer("partition")) << value;
    }
  }
}

void expect_after(Fields& after, TranscriptStage& stage) {
  if (after.has("topics")) {
    Fields& topics = after.map("topics");
    for (const std::string& name : topics.keys()) {
      Fields& topic = topics.map(name);
      const TopicId id = stage.cluster().topics().find(name);
      EXPECT_EQ(stage.cluster().partition_count(id), topic.integer_or("partitions", 1)) << name;
      EXPECT_EQ(stage.cluster().replicas_of({id, PartitionId(0)}).size(),
                static_cast<std::size_t>(topic.integer_or("replication_factor", 1)))
          << name;
    }
  }
  if (after.has("committed")) {
    const std::vector<std::int64_t> committed = after.integers("committed");
    for (std::size_t p = 0; p < committed.size(); ++p) EXPECT_EQ(stage.committed(p), committed[p]) << "partition " << p;
  }
}

/// The settings of the producer that the command made.
void expect_effective(Fields& effective, TranscriptStage& stage) {
  const ProducerMachine* producer = stage.cluster().last_producer();
  ASSERT_NE(producer, nullptr) << "the command made no producer";
  const auto said = [](std::string value) { return value == "-1" ? "all" : value; };  // two words for one thing
  for (const std::string& name : effective.keys()) {
    const std::string value = kafka::get(producer->config(), name).value_or("none");
    EXPECT_EQ(name == "acks" ? said(value) : value, name == "acks" ? said(effective.text(name)) : effective.text(name))
        << name;
  }
}

/// A performance tool's lines from given numbers: nothing runs.
void run_measured(Fields& fields, Fields& setup) {
  expect_lines("stdout", fields.texts("stdout"), performance_text(setup.map("measured"), fields.text("command")));
  EXPECT_EQ(fields.texts("stderr"), std::vector<std::string>{});
  EXPECT_EQ(fields.int32("exit"), 0);
}

void run_command(Fields& fields, TranscriptStage& stage) {
  TranscriptRun run(stage, fields.has("terminal"));
  const std::string command = fields.text("command");
  std::vector<std::string> input;
  if (fields.has("stdin")) input = fields.texts("stdin");
  EXPECT_TRUE(run.play(command, input)) << "it does not end: " << command;
  expect_lines("stdout", fields.texts("stdout"), run.stdout_text());
  expect_lines("stderr", fields.texts("stderr"), run.stderr_text());
  expect_final_newline(fields, run.stdout_text());
  EXPECT_EQ(run.exit_code(), fields.int32("exit"));
  if (fields.has("terminal")) expect_lines("terminal", fields.texts("terminal"), run.terminal_text());
}

}  // namespace

void run_transcripts(Fields& fields) {
  const tools::ToolsRelease release = release_of(fields);
  Fields& setup = fields.map("setup");
  if (setup.has("measured")) return run_measured(fields, setup);
  const Profile profile = release == tools::ToolsRelease::v3_9 ? Profile::v3_9 : Profile::v2_3;
  TranscriptStage stage(setup, profile);
  stage.world().set_tools_release(release);
  run_command(fields, stage);
  if (fields.has("records")) expect_records(fields, stage);
  if (fields.has("effective")) expect_effective(fields.map("effective"), stage);
  if (!fields.has("after")) return;
  stage.run_for(std::chrono::seconds(5));
  expect_after(fields.map("after"), stage);
}

}  // namespace conformance
