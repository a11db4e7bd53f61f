/// A leader's log with transactions: where it is stable and what its readers are given.
#include "tests/conformance/runner/transactions_log.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <gtest/gtest.h>

#include "tests/conformance/runner/cases.h"
#include "tests/conformance/runner/produced_log.h"

namespace conformance {

namespace {

using kafka::ControlRecordType;
using kafka::FetchResponse;
using kafka::IsolationLevel;
using kafka::Offset;

/// What a consumer at the log's beginning gets of an answer, and where it stands then. Source: CompletedFetch.
struct ConsumedFetch {
  std::vector<std::int64_t> offsets;
  Offset position{0};
};

ConsumedFetch consume(const FetchResponse::Partition& answer) {
  ConsumedFetch consumed;
  std::vector<kafka::AbortedTransaction> aborted = answer.aborted;
  std::set<kafka::ProducerId> taken_back;
  for (const kafka::FetchedBatch& batch : answer.records) {
    consumed.position = batch.next_offset();
    std::erase_if(aborted, [&](const kafka::AbortedTransaction& txn) {
      const bool began = txn.first_offset < batch.next_offset();
      if (began) taken_back.insert(txn.producer_id);
      return began;
    });
    const kafka::RecordBatch& records = *batch.batch;
    if (records.control == ControlRecordType::ABORT) taken_back.erase(records.producer_id);
    if (records.is_control() || (records.transactional && taken_back.contains(records.producer_id))) continue;
    for (std::int32_t i = 0; i < records.count; ++i) consumed.offsets.push_back((batch.base_offset + i).value());
  }
  return consumed;
}

class TransactionLogCase {
 public:
  explicit TransactionLogCase(Fields& fields) : fields_(fields), log_(kafka::Profile::v3_9, 2) {}

  void run() {
    for (Fields* entry : fields_.maps("log")) {
      SCOPED_TRACE(entry->where());
      append(*entry);
    }
    Fields& expected = fields_.map("expect");
    // The follower has confirmed up to the high watermark of the case.
    log_.world().follower_fetch(2, Offset(expected.integer("high_watermark")));
    compare(expected);
  }

 private:
  void append(Fields& entry) {
    ProducedBatch batch;
    if (entry.has("marker")) {
      const std::string marker = entry.text("marker");
      if (marker != "commit" && marker != "abort") unknown(entry, "marker", marker);
      batch.marker = marker == "commit" ? ControlRecordType::COMMIT : ControlRecordType::ABORT;
      batch.pid = id_of(entry.text("pid"));
      batch.coordinator_epoch = entry.integer_or("coordinator_epoch", 0);
    } else {
      batch.records = entry.integer("records");
      const std::string producer = entry.text("data");
      if (producer != "non-transactional") {
        batch.pid = id_of(producer);
        batch.transactional = true;
        batch.base_seq = std::exchange(next_[batch.pid], next_[batch.pid] + batch.records);
      }
    }
    batch.epoch = entry.integer_or("epoch", 0);
    EXPECT_EQ(kafka::name_of(log_.append(batch).error), "NONE");
  }
  /// P1, P2, ... in the order in which they appear.
  std::int64_t id_of(const std::string& producer) {
    return ids_.try_emplace(producer, static_cast<std::int64_t>(ids_.size()) + 1000).first->second;
  }

  [[nodiscard]] FetchResponse::Partition fetch(IsolationLevel isolation) {
    kafka::FetchRequest request = log_.world().fetch_at(Offset(0));
    request.isolation = isolation;
    FetchResponse answer;
    log_.world().replicas().fetch(request, [&](FetchResponse&& response) { answer = std::move(response); });
    return answer.partitions.at(0);
  }
  [[nodiscard]] Offset latest(IsolationLevel isolation) {
    const kafka::ListOffsetsRequest request{.partitions = {{log_.world().tp(), kafka::OffsetSpec::latest}},
                                            .isolation = isolation};
    return log_.world().replicas().list_offsets(request).partitions.at(0).offset;
  }

  void compare(Fields& expected) {
    const Offset high_watermark(expected.integer("high_watermark"));
    const Offset stable(expected.integer("lso"));
    EXPECT_EQ(log_.log().log_end_offset(), Offset(expected.integer("leo")));
    EXPECT_EQ(log_.log().high_watermark(), high_watermark);
    EXPECT_EQ(log_.log().last_stable_offset(), stable);
    EXPECT_EQ(latest(IsolationLevel::READ_COMMITTED), stable);
    EXPECT_EQ(latest(IsolationLevel::READ_UNCOMMITTED), high_watermark);

    const FetchResponse::Partition committed = fetch(IsolationLevel::READ_COMMITTED);
    EXPECT_EQ(committed.last_stable_offset, stable);
    const ConsumedFetch read = consume(committed);
    EXPECT_EQ(read.offsets, expected.integers("read_committed_offsets"));
    if (expected.has("position_after_poll")) {
      EXPECT_EQ(read.position, Offset(expected.integer("position_after_poll")));
    }
    if (!expected.has("read_uncommitted_offsets")) return;
    const FetchResponse::Partition all = fetch(IsolationLevel::READ_UNCOMMITTED);
    EXPECT_TRUE(all.aborted.empty());
    EXPECT_EQ(consume(all).offsets, expected.integers("read_uncommitted_offsets"));
  }

  Fields& fields_;
  ProducedLog log_;
  std::map<std::string, std::int64_t> ids_;
  std::map<std::int64_t, std::int64_t> next_;  ///< sequence number by producer id
};

}  // namespace

void play_transaction_log(Fields& fields) { TransactionLogCase(fields).run(); }

}  // namespace conformance
