#include "scenarios/engine/run/cause_text.h"

#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/types/error_code.h"

namespace scenario {
namespace {

std::string number(kafka::BrokerId broker) { return std::to_string(broker.value()); }

std::string_view text_of(kafka::Acks acks) {
  return acks == kafka::Acks::all ? "all" : acks == kafka::Acks::leader ? "1" : "0";
}

std::string fault_end_text(std::string_view kind, const std::string& target) {
  if (kind == "partition") return target + " reachable again";
  const std::string words = fault_text(kind, target);
  return words.empty() ? "" : words + " ended";
}

std::string turn_words(const Turn& t) {
  switch (t.kind) {
    case Turn::Kind::fault:
      return fault_text(t.fault, t.target);
    case Turn::Kind::fault_end:
      return fault_end_text(t.fault, t.target);
    case Turn::Kind::broker_stopped:
      return fmt::format("{} {}", number(t.broker), ending_text(t.how));
    case Turn::Kind::broker_started:
      return number(t.broker) + " started";
    case Turn::Kind::leader:
      return fmt::format("{} leads in epoch {} with a log up to {}", number(t.broker), t.epoch.value(), t.from);
    case Turn::Kind::isr: {
      std::vector<std::int32_t> isr;
      for (const kafka::BrokerId id : t.isr) isr.push_back(id.value());
      return fmt::format("ISR {{{}}}", fmt::join(isr, ", "));
    }
    case Turn::Kind::truncated:
      return fmt::format("{} truncated from {} to {} in epoch {}", number(t.broker), t.from, t.to, t.epoch.value());
  }
  return "";
}

/// One mishap as one or more facts.
class MishapWords {
 public:
  MishapWords(const Irregularity& what, const Ledger& ledger, const Names& names)
      : what_(what), ledger_(ledger), names_(names) {}

  std::string text() {
    if (what_.earlier) tell(*what_.earlier);
    if (what_.cause) tell(*what_.cause);
    return fmt::format("{}", fmt::join(facts_, "; "));
  }

 private:
  template <class... Args>
  void say(fmt::format_string<Args...> text, Args&&... args) {
    facts_.push_back(fmt::format(text, std::forward<Args>(args)...));
  }
  [[nodiscard]] std::string client(kafka::ClientId id) const { return names_.client(id); }

  void tell(const Mishap& m) {
    switch (m.kind) {
      case Mishap::Kind::cut:
        return cut(m);
      case Mishap::Kind::never_arrived:
        if (m.how == "power_loss")
          return say("acks=0: handed to the connection to {}, which has had no power since {}", number(m.broker),
                     when_text(m.time));
        return say("acks=0: handed to the connection to {}, which broke at {} ({})", number(m.broker),
                   when_text(m.time), m.how);
      case Mishap::Kind::deleted:
        if (m.how == "topic") return say("the topic was deleted at {}", when_text(m.time));
        return say("deleted by retention at {}: the log begins at {}, and the group stood at {}", when_text(m.time),
                   m.to, m.from);
      case Mishap::Kind::dropped:
        return dropped(m);
      case Mishap::Kind::passed:
      case Mishap::Kind::began:
      case Mishap::Kind::sought:
        return went_on(m);
      case Mishap::Kind::rewound:
        return rewound(m);
      case Mishap::Kind::put_aside:
        return say("{} met a record at offset {} that it cannot process, at {}: {}", client(m.member), m.to,
                   when_text(m.time), m.how == "skip" ? "skipped" : "put into the dead-letter topic");
      case Mishap::Kind::refused:
        return say(
            "polled by {} at offsets {} to {}, where other records had been before the log was cut: its database "
            "had their effects and stored nothing at {}",
            client(m.member), m.from, m.to - 1, when_text(m.time));
      case Mishap::Kind::written_again:
        resent(m, "acknowledgement lost: ");
        if (m.from < 0) return say("sent again, and written again at offset {} at {}", m.to, when_text(m.time));
        return say("sent again, and written at offset {} at {} as well as at {}", m.to, when_text(m.time), m.from);
      case Mishap::Kind::written_late:
        resent(m, "");
        return say("sent again, and written behind later records at offset {} at {}", m.to, when_text(m.time));
    }
  }

  void cut(const Mishap& m) {
    acknowledged(m);
    std::string last;
    for (const Turn& turn : m.turns) {
      const std::string words = turn_words(turn);
      if (words.empty() || words == last) continue;
      last = words;
      facts_.push_back(turn_text(turn));
    }
  }

  void acknowledged(const Mishap& m) {
    const kafka::Acks acks = ledger_.acks(what_.producer);
    const std::string_view how = acks == kafka::Acks::none ? "sent to" : "acked by";
    const auto ack = m.acks.find(what_.producer);
    if (ack == m.acks.end()) return say("{} {} under acks={}", how, number(m.old_leader), text_of(acks));
    const std::string first = when_text(ack->second.first);
    const std::string last = when_text(ack->second.last);
    say("{} {} {} under acks={}", how, number(ack->second.by),
        first == last ? "at " + first : fmt::format("from {} to {}", first, last), text_of(acks));
  }

  void dropped(const Mishap& m) {
    if (m.commit) {
      say("polled by {}", client(m.member));
      say("committed at {} before it was processed (offset {})", when_text(m.commit->time), m.commit->offset);
    } else {
      say("polled by {}, and not processed", client(m.member));
    }
    say("{} {} at {}", client(m.member), ending_text(m.how), when_text(m.time));
  }

  void went_on(const Mishap& m) {
    const std::string at = when_text(m.time);
    const std::string who = m.member == kafka::kNoClient ? "" : client(m.member);
    if (m.cut_before) say("the log was cut to {} at {}", m.cut_before->to, when_text(m.cut_before->time));
    if (who.empty()) return say("deleted by retention at {}, before the group began", at);
    switch (m.source) {
      case kafka::PositionSource::committed_offset:
        return say("{} started at the committed offset {} at {}", who, m.to, at);
      case kafka::PositionSource::seek:
        return say("{} moved on to offset {} by seek() at {}", who, m.to, at);
      case kafka::PositionSource::truncation:
        return say("{} moved to offset {} after a truncation at {}", who, m.to, at);
      case kafka::PositionSource::reset_earliest:
      case kafka::PositionSource::reset_latest:
        break;
    }
    const char* const policy = m.source == kafka::PositionSource::reset_latest ? "latest" : "earliest";
    if (m.out_of_range) {
      return say("offset {} was out of range, and {} was reset to {} at {}: offset {}", m.from, who, policy, at, m.to);
    }
    if (m.kind == Mishap::Kind::began)
      return say("the group began at {} with auto.offset.reset={}: offset {}", at, policy, m.to);
    say("nothing was committed, and {} was reset to {} at {}: offset {}; reading had stood at {}", who, policy, at,
        m.to, m.from);
  }

  void rewound(const Mishap& m) {
    const std::string who = client(m.member);
    const std::string at = when_text(m.time);
    if (m.other != kafka::kNoClient)
      return say("{} began at offset {} at {}, while {} still read it", who, m.to, at, client(m.other));
    if (m.gone) say("{} {} at {}", client(m.gone->member), ending_text(m.gone->how), when_text(m.gone->time));
    if (m.commit) {
      say("last commit: offset {} at {}", m.commit->offset, when_text(m.commit->time));
    } else if (m.source != kafka::PositionSource::committed_offset) {
      say("nothing was committed");
    }
    if (m.source == kafka::PositionSource::committed_offset) {
      say("{} started at the committed offset {} at {}, and poll() had returned up to {}", who, m.to, at, m.from);
    } else if (m.source == kafka::PositionSource::seek) {
      say("{} went back to offset {} by seek() at {}", who, m.to, at);
    } else {
      say("{} started again at offset {} at {}", who, m.to, at);
    }
  }

  void resent(const Mishap& m, std::string_view introduction) {
    if (!m.resent) return;
    if (!m.resent->connection.empty()) {
      say("{}connection to {} broke at {} ({})", introduction, number(m.resent->broker), when_text(m.resent->time),
          m.resent->connection);
    } else {
      say("{}{} answered {} at {}", introduction, number(m.resent->broker), kafka::name_of(m.resent->error),
          when_text(m.resent->time));
    }
  }

  const Irregularity& what_;
  const Ledger& ledger_;
  const Names& names_;
  std::vector<std::string> facts_;
};

}  // namespace

std::string when_text(sim::SimTime time) {
  std::string text = fmt::format("{:.3f}", sim::to_seconds(time));
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text + " s";
}

std::string turn_text(const Turn& turn) {
  const std::string words = turn_words(turn);
  return words.empty() ? "" : words + " at " + when_text(turn.time);
}

std::string fault_text(std::string_view kind, const std::string& target) {
  for (const std::string_view process : {"kill", "stop", "restart", "power-loss", "pause"})
    if (kind == process) return "";
  if (kind != "partition") return fmt::format("{} of {}", kind, target);
  const std::size_t from = target.find(" from ");
  return from == std::string::npos ? target + " cut off" : target.substr(0, from) + " cut off" + target.substr(from);
}

std::string ending_text(std::string_view how) {
  if (how == "kill") return "killed";
  if (how == "clean") return "shut down";
  if (how == "power_loss") return "lost power";
  if (how == "pause") return "paused";
  if (how == "revoked") return "gave the partition up";
  if (how == "lost") return "lost the partition";
  return fmt::format("ended by {}", how);
}

std::string_view name_of(Irregularity::Kind kind) {
  constexpr std::array<std::string_view, 6> kNames{"lost",     "skipped",    "undecided",
                                                   "given up", "duplicated", "reordered"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string cause_text(const Irregularity& what, const Ledger& ledger, const Names& names) {
  if (what.kind == Irregularity::Kind::undecided) return "its transaction is still open";
  if (what.kind == Irregularity::Kind::given_up) return "its producer has given it up, but it is in the log";
  const std::string text = MishapWords(what, ledger, names).text();
  return text.empty() ? "no cause was seen" : text;
}

std::string line_of(const Irregularity& what, const Ledger& ledger, const Names& names) {
  const std::string which = what.ids.size() == 1 ? fmt::format("record {}", what.ids.begin)
                                                 : fmt::format("records {} to {}", what.ids.begin, what.ids.end - 1);
  return fmt::format("{}, {}: {} {}: {}", names.client(what.producer), names.partition(what.tp), which,
                     name_of(what.kind), cause_text(what, ledger, names));
}

}  // namespace scenario
