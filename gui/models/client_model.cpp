#include "gui/models/client_model.h"

namespace models {
namespace {

Row producer_row(const view::ProducerNow& p) {
  const QString name = QString::fromStdString(p.name);
  const bool all = p.running == p.instances;
  const QString note =
      ClientModel::tr("acks=%1%2, buffer %3 %")
          .arg(QString::fromStdString(p.acks), p.idempotent ? ClientModel::tr(", idempotent") : QString())
          .arg(qRound(p.buffer * 100));
  return {"producer " + name,
          {{name, Tone::strong, {}},
           {ClientModel::tr("producer"), Tone::muted, {}},
           {ClientModel::tr("%1 of %2 run").arg(p.running).arg(p.instances), all ? Tone::plain : Tone::bad, {}},
           {QVariant::fromValue(static_cast<qlonglong>(qRound64(p.acknowledged))),
            p.failed > 0 ? Tone::bad : Tone::plain, ClientModel::tr("acknowledged records per second")},
           {QVariant::fromValue(static_cast<qlonglong>(p.unfinished)), Tone::plain,
            ClientModel::tr("records sent, neither acknowledged nor given up")},
           {note, Tone::muted, {}}}};
}

Row member_row(const view::GroupNow& g, const view::MemberNow& m) {
  const QString name = QString::fromStdString(m.name);
  const bool stable = m.phase == view::MemberPhase::stable && m.state == kafka::MachineState::running;
  return {"consumer " + name,
          {{name, Tone::strong, {}},
           {ClientModel::tr("consumer"), Tone::muted, {}},
           {phase_text(m),
            stable                                    ? Tone::plain
            : m.state == kafka::MachineState::running ? Tone::warning
                                                      : Tone::bad,
            {}},
           {QString(), Tone::muted, {}},
           {QVariant::fromValue(static_cast<qlonglong>(m.lag)), m.lag > 0 ? Tone::warning : Tone::plain,
            ClientModel::tr("lag")},
           {ClientModel::tr("%n partition(s) of %1", nullptr, static_cast<int>(m.partitions.size()))
                .arg(QString::fromStdString(g.name)),
            Tone::muted,
            {}}}};
}

}  // namespace

QString phase_text(const view::MemberNow& member) {
  if (member.state == kafka::MachineState::stopped) return ClientModel::tr("down");
  if (member.state == kafka::MachineState::paused) return ClientModel::tr("paused");
  if (member.state == kafka::MachineState::stopping) return ClientModel::tr("leaving");
  switch (member.phase) {
    case view::MemberPhase::down:
      return ClientModel::tr("down");
    case view::MemberPhase::starting:
      return ClientModel::tr("starting");
    case view::MemberPhase::joining:
      return ClientModel::tr("JoinGroup sent");
    case view::MemberPhase::syncing:
      return ClientModel::tr("SyncGroup sent");
    case view::MemberPhase::stable:
      return ClientModel::tr("stable");
  }
  return {};
}

ClientModel::ClientModel(QObject* parent)
    : RowModel({tr("Client"), tr("Kind"), tr("State"), tr("Records/s"), tr("Waiting"), tr("Note")}, parent) {}

void ClientModel::show(const view::Snapshot& snapshot) {
  std::vector<Row> rows;
  for (const view::ProducerNow& p : snapshot.producers) rows.push_back(producer_row(p));
  for (const view::GroupNow& g : snapshot.groups)
    for (const view::MemberNow& m : g.members) rows.push_back(member_row(g, m));
  set_rows(std::move(rows));
}

}  // namespace models
