#include "scenarios/engine/run/ledger.h"

#include <algorithm>

#include <fmt/format.h>

namespace scenario {
namespace {

constexpr std::size_t kMostContradictions = 20;
constexpr std::string_view kNoPower = "power_loss";

Interval ids(kafka::RecordId first, std::int32_t count) { return {first.value(), first.value() + count}; }

}  // namespace

Ledger::Ledger(const kafka::TopicTable& topics, std::vector<GroupTerms> groups, std::vector<kafka::Acks> acks)
    : topics_(topics), groups_(std::move(groups)), acks_(std::move(acks)), books_(groups_.size()) {}

void Ledger::on_event(sim::SimTime now, sim::HostId, const kafka::Event& event) {
  now_ = now;
  std::visit([this](const auto& e) { on(e); }, event);
}

void Ledger::accepted(kafka::ClientId producer, kafka::TopicPartition tp, kafka::RecordId next) {
  StreamBook& of = stream(tp, producer);
  if (of.accepted_end > next.value())
    contradiction("known and not handed over", producer, tp, {next.value(), of.accepted_end});
  of.accept(next.value());
}

// ---- producers

void Ledger::on(const kafka::BatchSent& e) {
  StreamBook& of = stream(e.tp, e.producer);
  const Interval these = ids(e.first_id, e.count);
  of.sent.add(these.begin, these.end);
  of.accept(these.end);
  of.last_to = e.to;
  if (acks(e.producer) != kafka::Acks::none) return;
  of.entrusted[e.to].add(these.begin, these.end);
  if (!without_power_.contains(e.to)) return;
  of.sure_end = of.sent.end();
  never_arrived(of, e.tp, e.producer, e.to, kNoPower);
}

/// Its connections do not break, and who sends with acks=0 does not notice.
void Ledger::on(const kafka::BrokerStopped& e) {
  turns_.on(now_, e);
  if (e.how != kNoPower) return;
  without_power_[e.broker] = now_;
  for (const auto& [producer, partitions] : sends_to_) {
    if (acks(producer) != kafka::Acks::none) continue;
    for (const kafka::TopicPartition tp : partitions) {
      StreamBook& of = stream(tp, producer);
      if (of.last_to == e.broker) of.sure_end = of.sent.end();
      never_arrived(of, tp, producer, e.broker, kNoPower);
    }
  }
}

void Ledger::on(const kafka::BrokerStarted& e) {
  turns_.on(now_, e);
  without_power_.erase(e.broker);
}

void Ledger::on(const kafka::RecordsAcknowledged& e) {
  StreamBook& of = stream(e.tp, e.producer);
  const Interval these = ids(e.first_id, e.count);
  if (!of.sent.contains_all(these.begin, these.end))
    contradiction("acknowledged but never sent", e.producer, e.tp, these);
  if (of.acknowledged.add(these.begin, these.end) != e.count)
    contradiction("acknowledged twice", e.producer, e.tp, these);
  if (of.failed.count_in(these.begin, these.end) > 0)
    contradiction("failed, then acknowledged", e.producer, e.tp, these);
  of.accept(these.end);
  const AckSpan ack{these, now_, now_, of.last_to};
  of.acks.add(ack);
  if (of.cut.count_in(these.begin, these.end) > 0) {
    Mishap* const known = mishaps_.last(
        e.tp, [&](const Mishap& m) { return m.kind == Mishap::Kind::cut && m.touches(e.producer, these); });
    if (known) known->acks.try_emplace(e.producer, ack).first->second.add(ack);
  }
  if (!of.transactional) transforms_.settled(e.tp, e.producer, these);
}

void Ledger::on(const kafka::RecordsFailed& e) {
  StreamBook& of = stream(e.tp, e.producer);
  const Interval these = ids(e.first_id, e.count);
  if (of.failed.add(these.begin, these.end) != e.count) contradiction("failed twice", e.producer, e.tp, these);
  if (of.acknowledged.count_in(these.begin, these.end) > 0)
    contradiction("acknowledged, then failed", e.producer, e.tp, these);
  of.accept(these.end);
  if (!of.transactional) transforms_.settled(e.tp, e.producer, these);
}

void Ledger::on(const kafka::BatchRetried& e) {
  StreamBook& of = stream(e.tp, e.producer);
  ++of.retries;
  of.note_resent({ids(e.first_id, e.count), now_, {}, e.error, of.last_to});
}

void Ledger::on(const kafka::RecordsAbandoned& e) { stream(e.tp, e.producer).accept(e.next_id.value()); }

void Ledger::on(const kafka::ConnectionLost& e) {
  const auto sends = sends_to_.find(e.client);
  if (sends == sends_to_.end()) return;
  for (const kafka::TopicPartition tp : sends->second) {
    StreamBook& of = stream(tp, e.client);
    if (acks(e.client) == kafka::Acks::none) never_arrived(of, tp, e.client, e.broker, e.why);
    if (of.last_to != e.broker) continue;
    of.sure_end = of.sent.end();
    of.note_resent({{of.acknowledged.end(), of.sure_end}, now_, e.why, kafka::ErrorCode::NONE, e.broker});
  }
}

/// acks=0: nobody learns which records the broken connection took with it. They are those that no log has seen. What is
/// sent to a machine without power is told together.
void Ledger::never_arrived(StreamBook& of, kafka::TopicPartition tp, kafka::ClientId producer, kafka::BrokerId broker,
                           std::string_view why) {
  const auto entrusted = of.entrusted.extract(broker);
  if (entrusted.empty()) return;
  const IntervalSet lost = IntervalSet::minus(IntervalSet::minus(entrusted.mapped(), of.written), of.cut);
  if (lost.empty()) return;
  if (why == kNoPower) {
    Mishap* const known = mishaps_.last(tp, [&](const Mishap& m) {
      return m.kind == Mishap::Kind::never_arrived && m.broker == broker && m.time == without_power_.at(broker);
    });
    if (known) return known->records[producer].add(lost);
  }
  Mishap m{.kind = Mishap::Kind::never_arrived, .time = now_, .tp = tp, .broker = broker, .how = why};
  if (why == kNoPower) m.time = without_power_.at(broker);
  m.records[producer].add(lost);
  if (const auto ack = of.acks.of({lost.intervals().front().begin, lost.end()})) m.acks[producer] = *ack;
  mishaps_.add(std::move(m));
}

void Ledger::on(const kafka::ClientStopped& e) {
  std::int64_t unfinished = 0;
  if (const auto sends = sends_to_.find(e.client); sends != sends_to_.end()) {
    for (const kafka::TopicPartition tp : sends->second) {
      StreamBook& of = stream(tp, e.client);
      const IntervalSet open = of.unfinished();
      unfinished += open.count();
      for (const Interval& i : open.intervals())
        if (!of.transactional) transforms_.settled(tp, e.client, i);
      of.abandoned.add(open);
      of.sure_end = std::max(of.sure_end, of.sent.end());
    }
  }
  if (unfinished != e.unfinished && contradictions_.size() < kMostContradictions)
    contradictions_.push_back(fmt::format("client {} ended with {} unfinished records, and {} are known",
                                          e.client.value(), e.unfinished, unfinished));
  member_ended(e.client, e.how);
}

// ---- the books

Ledger::Partition& Ledger::partition(kafka::TopicPartition tp) {
  Partition& in = partitions_[tp];
  if (in.groups.empty()) in.groups.resize(groups_.size());
  return in;
}

StreamBook& Ledger::stream(kafka::TopicPartition tp, kafka::ClientId producer) {
  const auto [it, fresh] = partition(tp).streams.try_emplace(producer);
  if (fresh) sends_to_[producer].insert(tp);
  return it->second;
}

GroupReading& Ledger::reading(kafka::TopicPartition tp, kafka::GroupId group) {
  return partition(tp).groups.at(static_cast<std::size_t>(group.value()));
}

bool Ledger::reads(kafka::GroupId group, kafka::TopicId topic) const {
  const auto t = static_cast<std::size_t>(topic.value());
  if (t >= reads_.size()) reads_.resize(t + 1);
  if (reads_[t].empty()) {
    for (const GroupTerms& terms : groups_)
      reads_[t].push_back(std::find(terms.topics.begin(), terms.topics.end(), topics_.name(topic)) !=
                          terms.topics.end());
  }
  return reads_[t][static_cast<std::size_t>(group.value())];
}

kafka::Acks Ledger::acks(kafka::ClientId producer) const {
  const auto p = static_cast<std::size_t>(producer.value());
  return p < acks_.size() ? acks_[p] : kafka::Acks::all;
}

void Ledger::contradiction(const char* what, kafka::ClientId producer, kafka::TopicPartition tp, Interval which) {
  if (contradictions_.size() >= kMostContradictions) return;
  contradictions_.push_back(fmt::format("{}: records {}..{} of client {} in {}", what, which.begin, which.end - 1,
                                        producer.value(), topics_.name(tp)));
}

std::size_t Ledger::kept() const {
  std::size_t sum = transforms_.kept();
  for (const auto& [tp, in] : partitions_) {
    sum += in.log.kept() + in.transactions.kept();
    for (const auto& [producer, of] : in.streams) sum += of.kept();
    for (const GroupReading& r : in.groups) sum += r.kept();
  }
  for (const GroupBook& book : books_)
    for (const CausedRecords* all : {&book.repeated, &book.reordered})
      for (const auto& [cause, records] : *all) sum += records.intervals().size();
  return sum;
}

}  // namespace scenario
