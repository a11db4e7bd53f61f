#include "gui/breakfix/trouble.h"

#include <QCoreApplication>
#include <array>

namespace breakfix {
namespace {

constexpr std::array<TroubleInfo, kTroubles> kInfos{{
    {Trouble::broker_crash, Area::broker, Family::silence},
    {Trouble::broker_hang, Area::broker, Family::silence},
    {Trouble::slow_disk, Area::broker, Family::slowness},
    {Trouble::full_disk, Area::broker, Family::silence},
    {Trouble::cut_off, Area::broker, Family::silence},
    {Trouble::cut_from_zookeeper, Area::broker, Family::session},
    {Trouble::lossy_network, Area::broker, Family::slowness},
    {Trouble::slow_network, Area::broker, Family::slowness},
    {Trouble::zookeeper_crash, Area::zookeeper, Family::zookeeper},
    {Trouble::quorum_loss, Area::zookeeper, Family::zookeeper},
    {Trouble::consumer_crash, Area::consumer, Family::reader},
    {Trouble::consumer_hang, Area::consumer, Family::reader},
    {Trouble::slow_consumer, Area::consumer, Family::reader},
    {Trouble::producer_crash, Area::producer, Family::writer},
}};

struct Words {
  const char* title;
  const char* telling;
  const char* instrument;
};

constexpr std::array<Words, kTroubles> kWords{{
    {"A broker's process was killed",
     "Clients' logs say at once that the connection is gone and that no new one can be established: the machine is "
     "there and refuses. A broker that hangs keeps its connections, and one that is cut off does not answer at all.",
     "Read the logs of the clients: what becomes of their connections?"},
    {"A broker's process hung (a long garbage collection)",
     "Nothing is refused: connections stay open and requests time out. The broker's session expires, others lead its "
     "partitions, and when it wakes up it still believes for a moment that it leads.",
     "Compare the brokers' throughput, and look for a session that ZooKeeper expires while no connection is refused."},
    {"A broker's disk became slow",
     "The disk of one broker is busy all the time; what waits for it waits at that broker (append) and at the leaders "
     "that have it in their ISR (wait for ISR). No session expires.",
     "Look at where request time goes, and at the brokers' disk utilisation."},
    {"A broker's disk filled up",
     "The broker says so itself: all its log directories have failed (KafkaStorageException), and it ends.",
     "Read the logs of the brokers from the moment at which one of them disappears."},
    {"A broker was cut off from the network",
     "Nobody gets an answer from it, neither a refusal: connections time out. Its own log shows that it lost ZooKeeper "
     "itself, and it comes back without a restart.",
     "Read the broker's own log beside those of its clients: who stopped hearing whom?"},
    {"A broker lost its way to ZooKeeper, and with it its session",
     "Records go on flowing through it until its session has expired; then the controller gives its partitions to "
     "others although it runs. Its log says that the session is lost and later that it expired.",
     "Look for an expired session, and whether the broker's own metrics stop before it or go on."},
    {"A broker's network lost messages",
     "Connections of many peers to one broker break again and again, and are there again at once. A dead broker would "
     "not let them come back.",
     "Count who loses connections to whom in the logs of the clients."},
    {"A broker's network became slow",
     "Everything that involves one broker takes longer by the same time, but its disk and its request handlers are not "
     "busier than before.",
     "Look at produce latency and at where request time goes; then at what is busy and what is not."},
    {"A ZooKeeper server crashed",
     "The others of the ensemble log an election or go on at once; brokers that were connected to it log a lost "
     "connection and are connected again before their sessions end. Data flows on.",
     "Read the logs of the ZooKeeper servers and of zookeeper-shell.sh's answers."},
    {"ZooKeeper lost its quorum",
     "No server of the ensemble serves: zookeeper-shell.sh gets no answer. Producers and consumers do not notice as "
     "long as no leader has to change: no elections, no ISR changes.",
     "Ask zookeeper-shell.sh, and read the brokers' logs about their sessions."},
    {"A consumer crashed",
     "Its group waits session.timeout.ms, then the coordinator logs that the member has failed and removes it; its "
     "partitions go to others.",
     "Look at the group's lag by partition and at the coordinator's log."},
    {"A consumer hung",
     "As with a crash the coordinator removes the member after session.timeout.ms; but when it wakes up it finds that "
     "it is no member any more and joins again.",
     "Look at the group's lag by partition, and whether the member that was removed comes back by itself."},
    {"A consumer became slow",
     "No rebalance: it still sends heartbeats. Only its partitions' lag grows, and the records it processes per second "
     "fall.",
     "Look at the lag of each partition, and whether the group's generation changes."},
    {"A producer crashed", "Records arrive at a lower rate, and nothing else is wrong: no retries, no errors, no lag.",
     "Look at records acknowledged per application."},
}};

const Words& words_of(Trouble t) { return kWords[static_cast<std::size_t>(t)]; }

}  // namespace

const TroubleInfo& info_of(Trouble trouble) { return kInfos[static_cast<std::size_t>(trouble)]; }

bool look_alike(Trouble a, Trouble b) {
  if (info_of(a).family == info_of(b).family) return true;
  const auto pair = [&](Trouble x, Trouble y) { return (a == x && b == y) || (a == y && b == x); };
  return pair(Trouble::cut_from_zookeeper, Trouble::broker_hang) ||
         pair(Trouble::cut_from_zookeeper, Trouble::cut_off) || pair(Trouble::cut_from_zookeeper, Trouble::quorum_loss);
}

QString say(const char* text) { return QCoreApplication::translate("breakfix", text); }

QString title_of(Trouble trouble) { return say(words_of(trouble).title); }
QString telling_of(Trouble trouble) { return say(words_of(trouble).telling); }
QString instrument_hint(Trouble trouble) { return say(words_of(trouble).instrument); }

QString area_hint(Trouble trouble) {
  switch (info_of(trouble).area) {
    case Area::broker:
      return say("It is a broker, its machine or its network.");
    case Area::zookeeper:
      return say("It is in the ZooKeeper ensemble.");
    case Area::consumer:
      return say("It is an application that reads.");
    case Area::producer:
      return say("It is an application that writes.");
  }
  return {};
}

}  // namespace breakfix
