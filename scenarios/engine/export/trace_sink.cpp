#include "scenarios/engine/export/trace_sink.h"

#include <concepts>
#include <type_traits>

#include <fmt/format.h>

namespace scenario {
namespace {

template <class E, class... Kinds>
constexpr bool one_of = (std::is_same_v<E, Kinds> || ...);

/// Neither drawn nor marked: slices, arrows and counters tell it, or it happens with every record.
template <class E>
constexpr bool is_told_otherwise =
    one_of<E, kafka::RecordsAppended, kafka::HighWatermarkAdvanced, kafka::LastStableOffsetAdvanced,
           kafka::FollowerProgressed, kafka::AcksAllAnswered, kafka::RequestCompleted, kafka::RecordsProcessed,
           kafka::MetadataUpdated, kafka::HeartbeatAnswered, kafka::BatchSent, kafka::RecordsAcknowledged,
           kafka::RecordsDelivered, kafka::PollProcessed, kafka::SendUnblocked, kafka::TransactionBegan,
           kafka::TransactionEnded, kafka::ControllerReady, kafka::PartitionStateChanged, kafka::FaultBegan,
           kafka::FaultEnded, kafka::ReassignmentStarted, kafka::ReassignmentCompleted, kafka::GroupStateChanged,
           kafka::MemberJoining, kafka::MemberJoined, kafka::MemberSyncing, kafka::PartitionsAssigned>;

/// Marked, but as often as requests.
template <class E>
constexpr bool is_routine = one_of<E, kafka::OffsetCommitted, kafka::ZooKeeperCommitted, kafka::ControlRequestSent,
                                   kafka::ControlRequestHandled, kafka::ConnectionOpened, kafka::RecordsTransformed>;

/// Marked on a row of the cluster, not of the host that said so.
template <class E>
constexpr std::string_view row_in_cluster() {
  if constexpr (one_of<E, kafka::LeaderElected, kafka::LeaderElectionFailed>) return "elections";
  if constexpr (one_of<E, kafka::IsrShrunk, kafka::IsrExpanded>) return "ISR changes";
  if constexpr (one_of<E, kafka::FaultFoundNoTarget, kafka::AdminCommandDone, kafka::TopicCreated,
                       kafka::PartitionsAdded, kafka::TopicDeletionStarted, kafka::TopicDeleted>)
    return "administration";
  if constexpr (one_of<E, kafka::RebalanceStarted, kafka::GroupMemberAdded, kafka::GroupMemberRemoved,
                       kafka::GenerationStarted, kafka::GroupAssigned>)
    return "rebalances";
  return "";
}

/// "IsrShrunk orders-0": the kind of an event and the first thing it is about.
class Title {
 public:
  explicit Title(const Names& names) : names_(names) {}

  void kind(KindName name) { text_ = name.text; }
  void field(std::string_view, kafka::TopicPartition tp) { about(names_.partition(tp)); }
  void field(std::string_view, kafka::TopicId topic) { about(names_.topic(topic)); }
  void field(std::string_view, kafka::GroupId group) { about(names_.group(group)); }
  template <class T>
  void field(std::string_view, const T&) {}

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void about(const std::string& what) {
    if (!known_) text_ += " " + what;
    known_ = true;
  }

  const Names& names_;
  std::string text_;
  bool known_ = false;
};

}  // namespace

TraceSink::TraceSink(const Names& names, TraceLimits limits, TraceWriter::Write write)
    : writer_(std::move(write)),
      rows_(names, writer_),
      budget_(limits),
      canvas_{names, writer_, rows_, budget_},
      arrows_(canvas_),
      requests_(canvas_),
      clients_(canvas_, arrows_),
      cluster_(canvas_),
      counters_(canvas_) {}

void TraceSink::on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) {
  counters_.passed(now);
  std::visit([&](const auto& e) { draw(now, host, e); }, event);
}

/// Instants first: what a slice's end closes is then still open.
template <class E>
void TraceSink::draw(sim::SimTime now, sim::HostId host, const E& event) {
  if constexpr (!is_told_otherwise<E>) mark(now, host, event);
  count(now, event);
  if constexpr (std::is_same_v<E, kafka::RequestCompleted>) follow(now, host, event);
  if constexpr (std::is_same_v<E, kafka::RecordsAppended>)
    if (event.as_leader) arrows_.appended(now, event);
  if constexpr (std::is_same_v<E, kafka::BrokerStopped>) arrows_.broker_stopped(event.broker);
  if constexpr (requires { clients_.on(now, host, event); }) clients_.on(now, host, event);
  if constexpr (requires { cluster_.on(now, host, event); }) cluster_.on(now, host, event);
}

template <class E>
void TraceSink::count(sim::SimTime now, const E& event) {
  if constexpr (requires { counters_.on(event); }) counters_.on(event);
  if constexpr (requires { counters_.on(now, event); }) counters_.on(now, event);
}

template <class E>
void TraceSink::mark(sim::SimTime now, sim::HostId host, const E& event) {
  if (now < sim::kTimeZero) return;
  if (is_routine<E> ? !budget_.routine(now) : !budget_.turning_point(now)) return;
  Title title(canvas_.names);
  describe(event, title);
  constexpr std::string_view row = row_in_cluster<E>();
  const TraceTrack track = row.empty() ? rows_.track(host, "events") : rows_.track(kafka::kNoHost, std::string(row));
  writer_.instant(track, now, title.text(), canvas_.fields(now, event));
}

void TraceSink::follow(sim::SimTime now, sim::HostId host, const kafka::RequestCompleted& e) {
  const std::optional<TraceTrack> request = requests_.completed(now, host, e);
  if (e.api == kafka::ApiKey::PRODUCE) arrows_.answered(e.broker, handled_at(now, e), request);
}

void TraceSink::finish(sim::SimTime now) {
  counters_.finish(now);
  rows_.end_all(now);
  if (budget_.outside_window() + budget_.over_limit() > 0)
    writer_.instant(rows_.track(kafka::kNoHost, "limits"), now, "left out",
                    fmt::format(R"({{"outside the window":{},"over the limit":{}}})", budget_.outside_window(),
                                budget_.over_limit()));
  writer_.finish();
}

}  // namespace scenario
