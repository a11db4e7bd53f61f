#include "gui/app/palette_entries.h"

#include <QAction>
#include <QHash>
#include <optional>

#include "gui/style/format.h"
#include "scenarios/engine/loader/scenario_loader.h"

namespace app {
namespace {

using style::text_of;
using Kind = bridge::Selection::Kind;

constexpr std::size_t kMostEvents = 60;

PaletteEntry show(MainWindow& window, bridge::Session& session, const QString& page, Kind kind, const QString& name,
                  const QString& hint) {
  return {name, hint, [&window, &session, page, kind, name] {
            window.show_page(page);
            session.selection().select(kind, name);
          }};
}

void add_things(std::vector<PaletteEntry>& entries, MainWindow& window, bridge::Session& session) {
  const view::Snapshot& now = *session.snapshot();
  for (const view::BrokerNow& b : now.brokers)
    entries.push_back(show(window, session, "cluster", Kind::broker, text_of(b.name), MainWindow::tr("broker")));
  for (const view::PartitionNow& p : now.partitions)
    if (!p.internal)
      entries.push_back(
          show(window, session, "cluster", Kind::partition, text_of(p.name), MainWindow::tr("partition")));
  for (const view::ProducerNow& p : now.producers)
    entries.push_back(show(window, session, "cluster", Kind::producer, text_of(p.name), MainWindow::tr("producer")));
  for (const view::GroupNow& g : now.groups)
    entries.push_back(show(window, session, "groups", Kind::group, text_of(g.name), MainWindow::tr("group")));
}

/// 66, 66.5, 1:06, 1:06.5
std::optional<double> instant_of(const QString& text) {
  double seconds = 0;
  for (const QString& part : text.split(':')) {
    bool ok = false;
    const double value = part.toDouble(&ok);
    if (!ok || value < 0) return std::nullopt;
    seconds = seconds * 60 + value;
  }
  return seconds;
}

/// "2" is the second broker, or that with this id or name.
QString broker_of(const QString& text, const view::Snapshot& now) {
  bool number = false;
  const int n = text.toInt(&number);
  for (const view::BrokerNow& b : now.brokers) {
    const QString name = text_of(b.name);
    if (name == text || (number && name.endsWith("-" + text))) return name;
  }
  if (!number || n < 1 || static_cast<std::size_t>(n) > now.brokers.size()) return {};
  return text_of(now.brokers[static_cast<std::size_t>(n - 1)].name);
}

/// What people say, and what the fault is called.
QString fault_words(const QString& typed, const view::Snapshot& now) {
  static const QHash<QString, QString> kSaid{{"crash", "kill"}, {"hang", "pause"}, {"freeze", "pause"}};
  const QString said = typed.section(' ', 0, 0).toLower();
  const QString kind = kSaid.value(said, said);
  bool known = false;
  for (const scenario::FaultKindInfo& k : scenario::fault_kinds()) known = known || kind == text_of(k.name);
  if (!known || !typed.contains(' ')) return {};
  const QString target = typed.section(' ', 1, 1);
  const QString broker = broker_of(target, now);
  QString words = kind + " " + (broker.isEmpty() ? target : broker);
  if (const QString rest = typed.section(' ', 2); !rest.isEmpty()) words += " " + rest;
  return words;
}

/// "p7", "7", or the name.
QString partition_of(const QString& text, const view::Snapshot& now) {
  const QString number = text.startsWith('p') ? text.mid(1) : QString();
  for (const view::PartitionNow& p : now.partitions) {
    const QString name = text_of(p.name);
    if (name == text || (!p.internal && !number.isEmpty() && name.endsWith("-" + number))) return name;
  }
  return {};
}

void add_partition(std::vector<PaletteEntry>& made, const QString& typed, MainWindow& window,
                   bridge::Session& session) {
  const QString partition = partition_of(typed.section(' ', 0, 0), *session.snapshot());
  if (partition.isEmpty()) return;
  const QString where = typed.section(' ', 1).trimmed();
  const bool log = QStringLiteral("log").startsWith(where);
  const bool cluster = QStringLiteral("cluster").startsWith(where);
  if (log) {
    made.push_back(show(window, session, "log", Kind::partition, partition, {}));
    made.back().text = MainWindow::tr("Log of %1").arg(partition);
  }
  if (cluster) {
    made.push_back(show(window, session, "cluster", Kind::partition, partition, {}));
    made.back().text = MainWindow::tr("%1 in the cluster").arg(partition);
  }
}

}  // namespace

std::vector<PaletteEntry> palette_events(const QString& typed, MainWindow& window, bridge::Session& session) {
  std::vector<PaletteEntry> made;
  if (typed.size() < 3) return made;
  const auto& events = session.record().events();
  std::size_t found = 0;
  for (auto it = events.rbegin(); it != events.rend() && found < kMostEvents; ++it) {
    const QString who = text_of(it->who);
    const QString told = text_of(it->text);
    const QString text = told.startsWith(who) ? told : who + " " + told;
    if (!it->turn || !text.contains(typed, Qt::CaseInsensitive)) continue;
    ++found;
    const double at = sim::to_seconds(it->time - sim::kTimeZero);
    made.push_back(
        {style::clock_text(at) + "  " + text, MainWindow::tr("event"), [&window, &session, at, number = it->number] {
           window.show_page("events");
           session.seek(at);
           session.selection().select(Kind::event, QString::number(number));
         }});
  }
  return made;
}

std::vector<PaletteEntry> palette_entries(MainWindow& window, bridge::Session& session) {
  std::vector<PaletteEntry> entries;
  for (const ActionRegistry::Description& d : window.actions().all()) {
    QAction* const action = window.actions().find(d.id);
    entries.push_back({QString(action->text()).replace("&&", "&"),
                       d.keys.isEmpty() ? QString() : d.keys.front().toString(QKeySequence::NativeText),
                       [action] { action->trigger(); }});
  }
  for (const ScenarioCard& card : window.scenarios().model().cards())
    entries.push_back({card.title + " (" + card.name + ")", MainWindow::tr("scenario"),
                       [&window, path = card.path] { window.open_file(path); }});
  if (session.snapshot()) add_things(entries, window, session);
  return entries;
}

std::vector<PaletteEntry> palette_commands(const QString& typed, MainWindow& window, bridge::Session& session) {
  std::vector<PaletteEntry> made;
  if (!session.snapshot() || typed.isEmpty()) return made;
  if (typed.startsWith("go "))
    if (const auto to = instant_of(typed.mid(3).trimmed()))
      made.push_back(
          {MainWindow::tr("Go to %1").arg(style::clock_text(*to)), {}, [&session, to] { session.seek(*to); }});
  if (const QString so = typed.mid(6).trimmed(); typed.startsWith("until ") && !so.isEmpty())
    made.push_back({MainWindow::tr("Run until: %1").arg(so), {}, [&session, so] { session.run_until_so(so); }});
  if (const QString words = fault_words(typed, *session.snapshot()); !words.isEmpty())
    made.push_back({MainWindow::tr("Fault now: %1").arg(words), MainWindow::tr("fault"),
                    [&session, words] { session.inject(words); }});
  add_partition(made, typed, window, session);
  return made;
}

}  // namespace app
