#include "gui/groups/gantt_rows.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <map>

namespace groups {
namespace {

QString tr(const char* text, int n = -1) { return QCoreApplication::translate("groups", text, nullptr, n); }

QString count_of_partitions(std::size_t n) {
  return n == 1 ? tr("1 partition") : tr("%n partitions", static_cast<int>(n));
}

/// "0-2, 5"
QString ranges(const std::vector<std::int32_t>& numbers) {
  QStringList parts;
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t end = i + 1;
    while (end < numbers.size() && numbers[end] == numbers[end - 1] + 1) ++end;
    const QString first = QString::number(numbers[i]);
    parts << (end - i == 1   ? first
              : end - i == 2 ? first + ", " + QString::number(numbers[end - 1])
                             : first + "-" + QString::number(numbers[end - 1]));
    i = end;
  }
  return parts.join(", ");
}

using Numbers = std::map<kafka::ClientId, int>;

int number(const Numbers& numbers, kafka::ClientId id) {
  const auto it = numbers.find(id);
  return it == numbers.end() ? -1 : it->second;
}

Bar member_bar(const view::MemberSpan& s, int member, const scenario::Names& names) {
  Bar bar{BarKind::owns, s.begin, s.end, member, {}, {}, s.generation, false};
  switch (s.band) {
    case view::MemberBand::owns:
      bar.text = count_of_partitions(s.partitions.size());
      bar.detail = partition_list(s.partitions, names);
      break;
    case view::MemberBand::joining:
      bar.kind = BarKind::joining;
      bar.text = tr("join");
      break;
    case view::MemberBand::syncing:
      bar.kind = BarKind::syncing;
      bar.text = tr("sync");
      break;
    case view::MemberBand::dead:
      bar.kind = BarKind::dead;
      bar.text = tr("not running");
      bar.detail = QString::fromStdString(s.why);
      break;
    case view::MemberBand::idle:
      bar.kind = BarKind::idle;
      bar.text = tr("idle");
      bar.detail = QString::fromStdString(s.why);
      break;
  }
  return bar;
}

void mark_while_owning(Row& row) {
  for (Bar& b : row.bars) {
    if (b.kind != BarKind::joining && b.kind != BarKind::syncing) continue;
    b.while_owning = std::any_of(row.bars.begin(), row.bars.end(), [&](const Bar& o) {
      return o.kind == BarKind::owns && o.begin < b.begin && (!o.end || *o.end > b.begin);
    });
  }
  std::stable_sort(row.bars.begin(), row.bars.end(), [](const Bar& a, const Bar& b) {
    const auto phase = [](const Bar& x) { return x.kind == BarKind::joining || x.kind == BarKind::syncing; };
    return phase(a) < phase(b);
  });
}

}  // namespace

QString partition_list(std::vector<kafka::TopicPartition> partitions, const scenario::Names& names) {
  std::sort(partitions.begin(), partitions.end());
  std::map<kafka::TopicId, std::vector<std::int32_t>> by_topic;
  for (const kafka::TopicPartition tp : partitions) by_topic[tp.topic].push_back(tp.partition.value());
  if (by_topic.size() == 1) return ranges(by_topic.begin()->second);
  QStringList parts;
  for (const auto& [topic, numbers] : by_topic)
    parts << QString::fromStdString(names.topic(topic)) + " " + ranges(numbers);
  return parts.join("; ");
}

QString short_member(const QString& member, const QString& group) {
  return member.startsWith(group + "-") ? member.mid(group.size() + 1) : member;
}

GanttRows gantt_rows(const view::GroupsChart* chart, const view::GroupNow& group, const scenario::Names& names) {
  GanttRows rows;
  Numbers numbers;
  for (const view::MemberNow& m : group.members) {
    const int n = static_cast<int>(numbers.size());
    numbers.emplace(m.client, n);
    rows.members.push_back({QString::fromStdString(m.name), false, n, {}});
  }
  if (chart == nullptr) return rows;
  for (const view::MemberSpan& s : chart->members) {
    const int n = number(numbers, s.member);
    if (s.group == group.id && n >= 0)
      rows.members[static_cast<std::size_t>(n)].bars.push_back(member_bar(s, n, names));
  }
  for (Row& row : rows.members) mark_while_owning(row);
  std::map<kafka::TopicPartition, Row> partitions;
  for (const view::ReadingNow& r : group.readings) partitions[r.tp];
  for (const view::ReaderSpan& s : chart->readers) {
    if (s.group != group.id) continue;
    const bool unread = s.reader == kafka::kNoClient;
    const kafka::ClientId who = unread ? s.before : s.reader;
    Bar bar{unread ? BarKind::unread : BarKind::read, s.begin, s.end, number(numbers, who), {}, {}, -1, false};
    bar.text = unread ? QString::fromStdString(s.why) : QString::fromStdString(names.client(who));
    partitions[s.tp].bars.push_back(std::move(bar));
  }
  for (auto& [tp, row] : partitions) {
    row.name = QString::fromStdString(names.partition(tp));
    row.partition = true;
    std::stable_sort(row.bars.begin(), row.bars.end(), [](const Bar& a, const Bar& b) {
      return (a.kind == BarKind::unread) < (b.kind == BarKind::unread);
    });
    rows.partitions.push_back(std::move(row));
  }
  for (const view::RebalanceSpan& r : chart->rebalances)
    if (r.group == group.id) rows.rebalances.push_back(r);
  return rows;
}

}  // namespace groups
