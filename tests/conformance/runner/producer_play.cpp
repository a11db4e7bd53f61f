#include "tests/conformance/runner/producer_play.h"

#include <gtest/gtest.h>

namespace conformance {

using kafka::BatchPtr;
using kafka::ErrorCode;
using kafka::Offset;
using kafka::PartitionId;
using kafka::testing::BatchReply;

ProducerPlay::ProducerPlay(const kafka::ProducerConfig& config, kafka::Profile profile)
    : tp_(brokers_.topic("t", 2)), producer_(&brokers_.producer(config, profile)) {
  // Another partition makes it learn the topic's leaders.
  producer_->send({.topic = tp_.topic, .partition = PartitionId(1), .value_size = 1});
  brokers_.run_for(std::chrono::milliseconds(1));
  producer_->flush([] {});
  brokers_.run_for(std::chrono::milliseconds(999));
  begin_ = brokers_.scheduler.now();
  brokers_.told.clear();
  producer_->set_application(this);
}

void ProducerPlay::send(std::int32_t value_size) {
  waiting_.push_back(value_size);
  hand_over();
}

void ProducerPlay::hand_over() {
  while (!waiting_.empty() && !producer_->blocked()) {
    const std::int32_t size = waiting_.front();
    waiting_.pop_front();
    producer_->send({.topic = tp_.topic, .partition = PartitionId(0), .value_size = size});
  }
}

void ProducerPlay::run_until_ms(std::int64_t ms) {
  brokers_.scheduler.run_until(begin_ + std::chrono::milliseconds(ms));
}

// ---- answers

void ProducerPlay::script(const std::vector<Fields*>& answers, const std::vector<std::string>& names) {
  names_ = names;
  std::int64_t number = 0;
  for (Fields* answer : answers) {
    EXPECT_EQ(answer->integer("request"), ++number) << answer->where();
    Expected expected{.where = answer->where(), .batch = answer->text("batch"), .sequence = -1};
    if (answer->has("seq")) expected.sequence = answer->integer("seq");
    brokers_.will({reply_for(*answer, expected.batch)});
    expected_.push_back(std::move(expected));
  }
}

BatchReply ProducerPlay::reply_for(Fields& answer, const std::string& batch) {
  const std::string text = answer.text("response");
  const std::string word = text.substr(0, text.find_first_of(" ,("));
  BatchReply reply;
  if (kafka::find_error_code(word, reply.error)) {
    const bool known = text.find("original") != std::string::npos || text.find("duplicate") != std::string::npos;
    if (reply.error == ErrorCode::NONE && known) {
      if (!stored_.contains(batch)) throw answer.error("nothing of this batch is stored");
      reply.stored = false;
      reply.base_offset = Offset(stored_.at(batch));
    }
  } else if (text.find("connection") != std::string::npos || word == "none") {
    reply.connection = false;
    reply.stored = word != "none";
  } else if (text.find("timeout") != std::string::npos || text.find("no answer") != std::string::npos) {
    reply.silent = true;
  } else {
    throw answer.error("unknown response '" + text + "'");
  }
  if (answer.has("appended")) reply.stored = answer.flag("appended");
  if (reply.error == ErrorCode::NONE && reply.stored) stored_.emplace(batch, static_cast<std::int64_t>(stored_.size()));
  return reply;
}

void ProducerPlay::refuse_all(ErrorCode error) { brokers_.will(std::vector<BatchReply>(100'000, {.error = error})); }

// ---- what came of it

std::string ProducerPlay::name(const kafka::RecordBatch& batch) const {
  const auto id = static_cast<std::size_t>(batch.first_id.value());
  return id < names_.size() && batch.count == 1 ? names_[id] : "?";
}

std::vector<BatchPtr> ProducerPlay::batches() const {
  std::vector<BatchPtr> found;
  for (const auto& [at, request] : brokers_.requests<kafka::ProduceRequest>())
    for (const auto& p : request.partitions) found.push_back(p.batch);
  return found;
}

void ProducerPlay::check_requests() const {
  const auto sent = batches();
  ASSERT_GE(sent.size(), expected_.size());
  for (std::size_t i = 0; i < expected_.size(); ++i) {
    const Expected& expected = expected_[i];
    EXPECT_EQ(name(*sent[i]), expected.batch) << expected.where;
    if (expected.sequence >= 0) {
      EXPECT_EQ(sent[i]->base_sequence.value(), expected.sequence) << expected.where;
    }
  }
}

std::vector<std::string> ProducerPlay::log() const {
  std::vector<std::string> names;
  const auto log = brokers_.logs.find(tp_);
  if (log == brokers_.logs.end()) return names;
  for (const auto& stored : log->second) names.push_back(name(*stored.batch));
  return names;
}

std::vector<std::int64_t> ProducerPlay::sent_at_ms() const {
  std::vector<std::int64_t> all;
  for (const auto& [at, event] : seen<kafka::BatchSent>())
    if (event.attempt == 1) all.push_back(at);
  return all;
}

std::vector<double> ProducerPlay::waits_ms() const {
  std::vector<double> waits;
  sim::SimTime last = begin_;
  for (const auto& [at, event] : brokers_.events.all<kafka::BatchSent>()) {
    if (event.tp != tp_) continue;
    if (event.attempt > 1) waits.push_back(static_cast<double>((at - last).count()) / 1e6);
    last = at;
  }
  return waits;
}

std::int64_t ProducerPlay::acknowledged() const {
  std::int64_t sum = 0;
  for (const auto& [at, event] : seen<kafka::RecordsAcknowledged>()) sum += event.count;
  return sum;
}

}  // namespace conformance
