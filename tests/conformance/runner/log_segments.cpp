/// log_segments: a scripted log (`check: log`), the records compaction keeps, and when a log is cleaned.
#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include <gtest/gtest.h>

#include "model/log/cleaner.h"
#include "model/log/log.h"
#include "tests/conformance/runner/cases.h"
#include "tests/conformance/runner/epochs.h"

namespace conformance {

namespace {

sim::Duration setting_ms(std::int64_t ms) { return ms < 0 ? sim::kForever : std::chrono::milliseconds(ms); }

/// A topic's settings by their names for topics or, where they differ, for brokers.
kafka::TopicConfig read_config(Fields& fields) {
  kafka::TopicConfig config;
  const std::map<std::string, sim::Bytes*> sizes{
      {"segment.bytes", &config.segment_bytes},
      {"log.segment.bytes", &config.segment_bytes},
      {"retention.bytes", &config.retention_bytes},
      {"log.retention.bytes", &config.retention_bytes},
      {"max.message.bytes", &config.max_message_bytes},
      {"message.max.bytes", &config.max_message_bytes},
      {"index.interval.bytes", &config.index_interval_bytes},
      {"log.index.interval.bytes", &config.index_interval_bytes},
      {"segment.index.bytes", &config.segment_index_bytes},
      {"log.index.size.max.bytes", &config.segment_index_bytes},
  };
  const std::map<std::string, sim::Duration*> times{
      {"segment.ms", &config.segment_ms},
      {"log.roll.ms", &config.segment_ms},
      {"segment.jitter.ms", &config.segment_jitter_ms},
      {"log.roll.jitter.ms", &config.segment_jitter_ms},
      {"retention.ms", &config.retention_ms},
      {"log.retention.ms", &config.retention_ms},
  };
  for (const std::string& name : fields.keys()) {
    if (const auto size = sizes.find(name); size != sizes.end()) {
      *size->second = sim::Bytes(fields.integer(name));
    } else if (const auto time = times.find(name); time != times.end()) {
      *time->second = setting_ms(fields.integer(name));
    } else if (name == "cleanup" || name == "cleanup.policy" || name == "log.cleanup.policy") {
      config.cleanup_policy = fields.text(name);
    } else if (name == "file.delete.delay.ms" || name == "log.segment.delete.delay.ms") {
      fields.ignore(name);  // how long files outlive their segment: offsets do not depend on it
    }                       // any other is left unread, and that fails the case
  }
  return config;
}

/// Kafka's exceptions for oversized batches are called otherwise than their codes.
std::string error_key(std::string_view name) {
  const std::string plain = normalised_error(name);
  if (plain == "RECORDTOOLARGE") return "MESSAGETOOLARGE";
  if (plain == "RECORDBATCHTOOLARGE") return "RECORDLISTTOOLARGE";
  return plain;
}

class ScriptedLog {
 public:
  explicit ScriptedLog(kafka::TopicConfig config)
      : config_(std::move(config)), log_(kafka::TopicPartition{}, &config_, now_) {}
  ScriptedLog(const ScriptedLog&) = delete;
  ScriptedLog& operator=(const ScriptedLog&) = delete;

  void run(Fields& step) {
    SCOPED_TRACE(step.where());
    const kafka::ErrorCode error = apply(step);
    const std::string expected = step.text_or("expect_error", "NONE");
    EXPECT_EQ(error_key(kafka::name_of(error)), error_key(expected));
  }

 private:
  using Action = kafka::ErrorCode (ScriptedLog::*)(Fields&);

  kafka::ErrorCode apply(Fields& step) {
    static const std::map<std::string, Action> actions{
        {"append", &ScriptedLog::append},
        {"sleep_ms", &ScriptedLog::sleep},
        {"set_high_watermark", &ScriptedLog::set_high_watermark},
        {"retention_check", &ScriptedLog::check_retention},
        {"advance_log_start", &ScriptedLog::advance_log_start},
        {"assign_epoch", &ScriptedLog::assign_epoch},
        {"truncate_to", &ScriptedLog::truncate_to},
        {"truncate_fully_and_start_at", &ScriptedLog::truncate_fully},
        {"expect", &ScriptedLog::expect},
    };
    Action chosen = nullptr;
    for (const std::string& key : step.keys()) {
      const auto action = actions.find(key);
      if (action == actions.end()) continue;  // expect_..., or unread in the end
      if (chosen != nullptr) throw step.error("two actions in one step");
      chosen = action->second;
    }
    if (chosen == nullptr) throw step.error("a step this runner does not know");
    return (this->*chosen)(step);
  }

  kafka::ErrorCode append(Fields& step) {
    Fields& batches = step.map("append");
    const std::int32_t count = batches.int32("count");
    const sim::Bytes size(batches.integer("batch_bytes"));
    const sim::SimTime timestamp = read_timestamp(batches);
    const kafka::LeaderEpoch epoch(batches.has("leader_epoch") ? batches.int32("leader_epoch") : 0);
    for (std::int32_t i = 0; i < count; ++i) {
      auto* batch = new kafka::RecordBatch;  // owned by the pointer below
      const kafka::BatchPtr owner(batch);
      batch->count = 1;
      batch->size = size;
      batch->first_timestamp = batch->max_timestamp = timestamp;
      const kafka::ErrorCode error = log_.append_as_leader(owner, epoch, now_, 0).error;
      if (error != kafka::ErrorCode::NONE) return error;
    }
    return kafka::ErrorCode::NONE;
  }

  sim::SimTime read_timestamp(Fields& batches) const {
    const YAML::Node node = batches.node("timestamp");
    if (is_none(node)) return kafka::kNoTimestamp;
    if (node.IsScalar() && node.Scalar() == "now") return now_;
    return sim::kTimeZero + std::chrono::milliseconds(to_integer(node, batches.where()));
  }

  kafka::ErrorCode sleep(Fields& step) {
    now_ += std::chrono::milliseconds(step.integer("sleep_ms"));
    return kafka::ErrorCode::NONE;
  }

  kafka::ErrorCode set_high_watermark(Fields& step) {
    log_.update_high_watermark(kafka::Offset(step.integer("set_high_watermark")));
    return kafka::ErrorCode::NONE;
  }

  kafka::ErrorCode check_retention(Fields& step) {
    step.map("retention_check");
    std::int64_t deleted = 0;
    for (const kafka::DeletedSegments& d : log_.delete_old_segments(now_)) deleted += d.segments;
    if (step.has("expect_deleted_segments")) {
      EXPECT_EQ(deleted, step.integer("expect_deleted_segments"));
    }
    return kafka::ErrorCode::NONE;
  }

  kafka::ErrorCode advance_log_start(Fields& step) {
    return log_.maybe_increment_log_start_offset(kafka::Offset(step.integer("advance_log_start")));
  }

  kafka::ErrorCode assign_epoch(Fields& step) {
    const std::vector<std::int64_t> pair = step.integers("assign_epoch");
    if (pair.size() != 2) throw step.error("assign_epoch takes an epoch and an offset");
    log_.epochs().assign(kafka::LeaderEpoch(static_cast<std::int32_t>(pair[0])), kafka::Offset(pair[1]));
    return kafka::ErrorCode::NONE;
  }

  kafka::ErrorCode truncate_to(Fields& step) {
    log_.truncate_to(kafka::Offset(step.integer("truncate_to")), now_);
    return kafka::ErrorCode::NONE;
  }

  kafka::ErrorCode truncate_fully(Fields& step) {
    log_.truncate_fully_and_start_at(kafka::Offset(step.integer("truncate_fully_and_start_at")), now_);
    return kafka::ErrorCode::NONE;
  }

  kafka::ErrorCode expect(Fields& step) {
    Fields& expected = step.map("expect");
    const auto number = [&](const char* key, std::int64_t actual) {
      if (expected.has(key)) {
        EXPECT_EQ(actual, expected.integer(key)) << key;
      }
    };
    number("segment_count", static_cast<std::int64_t>(log_.segment_count()));
    number("leo", log_.log_end_offset().value());
    number("log_start", log_.log_start_offset().value());
    number("high_watermark", log_.high_watermark().value());
    if (expected.has("segments")) {
      std::vector<std::int64_t> bases;
      for (const kafka::LogSegment& segment : log_.segments()) bases.push_back(segment.base_offset().value());
      EXPECT_EQ(bases, expected.integers("segments"));
    }
    if (expected.has("epoch_cache")) {
      EXPECT_EQ(epoch_entries(log_.epochs()), read_epoch_entries(expected.node("epoch_cache"), expected.where()));
    }
    return kafka::ErrorCode::NONE;
  }

  sim::SimTime now_ = sim::kTimeZero + std::chrono::milliseconds(1'000'000'000);  // where the file's clock starts
  kafka::TopicConfig config_;
  kafka::Log log_;
};

void check_log(Fields& fields) {
  ScriptedLog log(read_config(fields.map("config")));
  for (Fields* step : fields.maps("steps")) log.run(*step);
}

/// A record of a topic whose keys are known, in a batch of its own. Without a key: one that nobody asks for.
kafka::BatchPtr keyed_batch(Fields& row) {
  auto* batch = new kafka::RecordBatch;
  batch->count = 1;
  batch->size = sim::Bytes(72);
  kafka::InternalRecords records;
  const bool tombstone = is_none(row.node("value"));
  const bool keyed = !is_none(row.node("key"));
  if (keyed && tombstone) records.emplace_back(kafka::TransactionTombstone{row.text("key")});
  if (keyed && !tombstone) records.emplace_back(kafka::TransactionLogValue{.transactional_id = row.text("key")});
  batch->content = std::make_unique<const kafka::InternalRecords>(std::move(records));
  return kafka::BatchPtr(batch);
}

void check_compaction(Fields& fields) {
  constexpr sim::Duration kDeleteRetention = std::chrono::hours(24);
  const sim::SimTime now = sim::kTimeZero + std::chrono::hours(48);
  kafka::LogEntries entries;
  for (Fields* row : fields.maps("records")) {
    kafka::LogEntry entry;
    entry.base_offset = kafka::Offset(row->integer("offset"));
    entry.batch = keyed_batch(*row);
    entries.push_back(entry);
  }
  kafka::DeleteHorizons begun;
  for (const std::int64_t offset : fields.integers("delete_horizon_passed"))
    begun[kafka::Offset(offset)] = now - kDeleteRetention;
  const kafka::LogEntries::Index end = entries.find(kafka::Offset(fields.integer("first_uncleanable_offset")));
  const kafka::ProducerStateManager no_producers;
  const auto goes = kafka::Cleaner(entries, end, no_producers, now, kDeleteRetention, begun).run({}).goes;
  std::vector<std::int64_t> kept;
  for (kafka::LogEntries::Index i = entries.begin_index(); i < entries.end_index(); ++i)
    if (i >= end || !goes[i]) kept.push_back(entries[i].base_offset.value());
  EXPECT_EQ(kept, fields.map("expected").integers("kept_offsets"));
}

void check_clean_trigger(Fields& fields) {
  const kafka::LogToClean log{.first_uncleanable = {},
                              .clean = sim::Bytes(fields.integer("clean_bytes")),
                              .cleanable = sim::Bytes(fields.integer("cleanable_bytes"))};
  const double ratio = fields.node("min_cleanable_dirty_ratio").as<double>();
  EXPECT_EQ(log.needs_cleaning(ratio, fields.flag("max_compaction_lag_exceeded")),
            fields.map("expected").flag("cleaned"));
}

}  // namespace

void run_log_segments(Fields& fields) {
  read_origin(fields);
  const std::string check = fields.text("check");
  if (check == "log") {
    check_log(fields);
  } else if (check == "compaction") {
    check_compaction(fields);
  } else if (check == "clean_trigger") {
    check_clean_trigger(fields);
  } else {
    unknown(fields, "check", check);
  }
}

}  // namespace conformance
