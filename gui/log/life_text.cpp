#include "gui/log/life_text.h"

#include <QCoreApplication>

#include "gui/style/format.h"

namespace logs {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("logs", text); }

QString what(const LogIndex::Step& s, const scenario::Names& names) {
  using Kind = LogIndex::Step::Kind;
  const auto client = [&] { return QString::fromStdString(names.client(s.client)); };
  const auto group = [&] { return QString::fromStdString(names.group(s.group)); };
  switch (s.kind) {
    case Kind::sent:
      return tr("sent by %1 in a batch").arg(client());
    case Kind::appended:
      return tr("appended by the leader, broker %1").arg(s.broker);
    case Kind::replicated:
      return tr("copied to broker %1").arg(s.broker);
    case Kind::cut:
      return tr("cut off on broker %1").arg(s.broker);
    case Kind::committed:
      return tr("committed: the high watermark passes it");
    case Kind::read:
      return tr("read by %1 of %2").arg(client(), group());
    case Kind::offset_committed:
      return tr("offset committed by %1").arg(group());
  }
  return {};
}

}  // namespace

QStringList record_text(const Piece& piece, std::int64_t offset, const RecordKeys::Key& key,
                        const scenario::Names& names) {
  if (piece.control) return {tr("A transaction's marker: nobody's record.")};
  QStringList lines{tr("Record %1 of %2 to this partition, leader epoch %3, in a batch of %4 at offset %5.")
                        .arg(piece.first_id + offset - piece.base)
                        .arg(QString::fromStdString(names.client(piece.producer)))
                        .arg(piece.epoch)
                        .arg(piece.end - piece.base)
                        .arg(piece.base)};
  if (key.known) lines << (key.text.isEmpty() ? tr("It has no key.") : tr("Key \"%1\".").arg(key.text));
  return lines;
}

QStringList life_text(const std::vector<LogIndex::Step>& steps, const scenario::Names& names) {
  QStringList lines;
  for (const LogIndex::Step& s : steps) {
    const double since = sim::to_seconds(s.time - steps.front().time);
    const QString after = since > 0 ? QString("  +%1").arg(style::span_text(since)) : QString();
    lines << style::clock_text(sim::to_seconds(s.time - sim::kTimeZero)) + after + "\n" + what(s, names);
  }
  return lines;
}

}  // namespace logs
