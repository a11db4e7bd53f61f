/// idempotence: what a partition's leader says to the batches of idempotent producers.
#include <gtest/gtest.h>

#include "tests/conformance/runner/cases.h"
#include "tests/conformance/runner/produced_log.h"

namespace conformance {

namespace {

using kafka::ErrorCode;

class IdempotenceCase {
 public:
  explicit IdempotenceCase(Fields& fields)
      : fields_(fields),
        appends_(fields.maps("appends")),
        log_(fields.text_or("profile", "3.9") == "2.3" ? kafka::Profile::v2_3 : kafka::Profile::v3_9) {
    for (Fields* step : appends_)
      expiring_.push_back(step->text_or("event", "") == "producer_state_expired" ? step->integer("pid") : -1);
  }

  void run() {
    for (std::size_t i = 0; i < appends_.size(); ++i) {
      SCOPED_TRACE(appends_[i]->where());
      play(*appends_[i], i);
    }
    EXPECT_EQ(log_.log().log_end_offset(), kafka::Offset(fields_.integer("final_leo")));
  }

 private:
  void play(Fields& step, std::size_t index) {
    const std::string event = step.text_or("event", "");
    ProducedBatch batch{.pid = step.integer("pid"), .age = age_of(step.integer("pid"), index)};
    if (event == "producer_state_expired") {
      log_.world().run_for(log_.world().config.producer_id_expiration_check_interval_ms);
      EXPECT_EQ(log_.log().producers().last_entry(kafka::ProducerId(batch.pid)), nullptr);
      return;
    }
    batch.epoch = step.integer("epoch");
    if (event == "end_txn_marker") {
      batch.marker = kafka::ControlRecordType::ABORT;
      batch.coordinator_epoch = step.integer_or("coordinator_epoch", 0);
    } else if (event.empty()) {
      batch.base_seq = step.integer("base_seq");
      batch.records = step.integer("records");
      batch.transactional = step.flag_or("transactional", false);
    } else {
      unknown(step, "event", event);
    }
    append(batch, step.map("expect"));
  }

  /// State goes a whole producer.id.expiration.ms after the last record. Of those whose state is to go next the records
  /// are that old from the start, so that nobody else's goes.
  [[nodiscard]] sim::Duration age_of(std::int64_t pid, std::size_t index) {
    for (std::size_t i = index + 1; i < expiring_.size(); ++i)
      if (expiring_[i] >= 0)
        return expiring_[i] == pid ? log_.world().config.producer_id_expiration_ms : sim::Duration{0};
    return sim::Duration{0};
  }

  void append(const ProducedBatch& batch, Fields& expected) {
    const kafka::Offset end = log_.log().log_end_offset();
    const kafka::ProduceResponse::Partition answer = log_.append(batch);
    const bool grew = log_.log().log_end_offset() == end + batch.records;
    const std::string result = expected.text("result");
    if (result != "appended" && result != "duplicate" && result != "rejected") unknown(expected, "result", result);
    EXPECT_EQ(kafka::name_of(answer.error), expected.text("error"));
    EXPECT_EQ(grew, result == "appended");
    EXPECT_EQ(log_.log().log_end_offset(), grew ? end + batch.records : end);
    const std::int64_t base = result == "rejected" ? -1 : expected.integer("base_offset");
    EXPECT_EQ(answer.base_offset, kafka::Offset(base));
  }

  Fields& fields_;
  std::vector<Fields*> appends_;
  ProducedLog log_;
  std::vector<std::int64_t> expiring_;  ///< by step: whose state goes there, else -1
};

}  // namespace

void run_idempotence(Fields& fields) { IdempotenceCase(fields).run(); }

}  // namespace conformance
