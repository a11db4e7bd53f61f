#include "gui/models/partition_model.h"

#include "gui/models/guarantee.h"

namespace models {
namespace {

QString list_of(const view::Brokers& ids) {
  QStringList words;
  for (const std::int32_t id : ids) words << QString::number(id);
  return words.join(QStringLiteral(", "));
}

}  // namespace

PartitionModel::PartitionModel(QObject* parent)
    : RowModel({tr("Partition"), tr("Leader"), tr("Preferred"), tr("Replicas"), tr("ISR"), tr("Min ISR"), tr("HW"),
                tr("Can still lose")},
               parent) {}

void PartitionModel::show(const view::Snapshot& snapshot) {
  std::vector<Row> rows;
  for (const view::PartitionNow& p : snapshot.partitions) {
    if (p.internal) continue;
    const QString name = QString::fromStdString(p.name);
    const Guarantee g = guarantee_of(p, snapshot);
    const Tone state = !p.serving || p.leader < 0       ? Tone::bad
                       : p.leader != p.replicas.front() ? Tone::warning
                                                        : Tone::plain;
    const Tone copies = p.under_min_isr() ? Tone::bad : p.under_replicated() ? Tone::warning : Tone::plain;
    const Tone safe = g.until_writes_stop == 0 ? Tone::bad : g.until_writes_stop == 1 ? Tone::warning : Tone::good;
    rows.push_back({name,
                    {{name, Tone::strong, {}},
                     {p.leader < 0 ? tr("none") : QString::number(p.leader), state,
                      p.serving ? QString() : tr("no live broker serves it")},
                     {QString::number(p.replicas.front()), Tone::muted, {}},
                     {list_of(p.replicas), Tone::plain, {}},
                     {list_of(p.isr), copies, {}},
                     {QVariant::fromValue(static_cast<qlonglong>(p.min_isr)), Tone::plain, {}},
                     {QVariant::fromValue(static_cast<qlonglong>(p.high_watermark)), Tone::plain, {}},
                     {sentence_of(g), safe, sentence_of(g)}}});
  }
  set_rows(std::move(rows));
}

}  // namespace models
