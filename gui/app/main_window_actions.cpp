// What can be done in the window: its actions, its dialogs.

#include <QApplication>
#include <QDesktopServices>
#include <QFileDialog>
#include <QMessageBox>
#include <QSettings>
#include <QTextBrowser>
#include <QVBoxLayout>

#include "gui/app/command_palette.h"
#include "gui/app/exporter.h"
#include "gui/app/main_window.h"
#include "gui/app/parts.h"
#include "gui/app/until_dialog.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"

namespace app {

void MainWindow::add_time_actions() {
  using style::Icon;
  bridge::Session& s = session_;
  const QString time = tr("Time");
  actions_.add(this, {"restart", time, tr("Back to the beginning"), {Qt::Key_Home}, Icon::restart},
               [&s] { s.restart(); });
  actions_.add(this, {"step-back", time, tr("One event back"), {Qt::SHIFT | Qt::Key_Right}, Icon::step_back},
               [&s] { s.step_back(); });
  actions_.add(this, {"play", time, tr("Play"), {Qt::Key_Space}, Icon::play}, [&s] { s.toggle_play(); });
  actions_.add(this, {"step", time, tr("One event forward"), {Qt::CTRL | Qt::Key_Right}, Icon::step_event},
               [&s] { s.step_event(); });
  actions_.add(this, {"next-turn", time, tr("To the next event that changes something"), {Qt::Key_N}, Icon::next_turn},
               [&s] { s.next_turn(); });
  actions_.add(this,
               {"previous-turn", time, tr("To the last event that changed something"), {Qt::SHIFT | Qt::Key_N}, {}},
               [&s] { s.previous_turn(); });
  actions_.add(this, {"fast", time, tr("As fast as possible to the end"), {Qt::Key_E}, Icon::fast},
               [&s] { s.run_fast(); });
  actions_.add(this, {"end", time, tr("To the end of the run"), {Qt::Key_End}, {}}, [&s] { s.seek(s.duration()); });
  actions_.add(this, {"slower", time, tr("Half the speed"), {Qt::Key_BracketLeft}, {}},
               [&s] { s.set_speed(s.speed() / 2); });
  actions_.add(this, {"faster", time, tr("Twice the speed"), {Qt::Key_BracketRight}, {}},
               [&s] { s.set_speed(s.speed() * 2); });
  actions_.add(this, {"until", time, tr("Run until ..."), {Qt::Key_U}, {}}, [this] {
    if (!session_.snapshot()) return;
    auto* const dialog = new UntilDialog(session_, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { session_.run_until_so(dialog->condition()); });
    dialog->open();
  });
  actions_.add(this, {"cancel", time, tr("Stop what is under way"), {Qt::Key_Escape}, {}}, [&s] {
    s.cancel();
    s.pause();
  });
}

void MainWindow::add_view_actions() {
  using style::Icon;
  const QString group = tr("View");
  const QStringList ids{"scenarios", "cluster", "charts", "groups", "log", "trucks", "events", "compare", "breakfix"};
  for (qsizetype i = 0; i < ids.size(); ++i)
    actions_.add(
        this, {"page-" + ids[i], group, tr("Page: %1").arg(ids[i]), {QKeySequence(QString("Ctrl+%1").arg(i + 1))}, {}},
        [this, id = ids[i]] { show_page(id); });
  actions_
      .add(this, {"operator", group, tr("Operator's view"), {Qt::Key_V}, Icon::eye},
           [this] { session_.set_operator_view(!session_.operator_view()); })
      ->setCheckable(true);
  actions_.find("operator")
      ->setToolTip(tr("What the metrics of a real cluster would say at this instant, instead of what is so (V)"));
  actions_.add(this, {"theme", group, tr("Dark or light"), {Qt::CTRL | Qt::Key_T}, Icon::sun}, [this] {
    style::set_theme(style::theme().dark() ? style::ThemeName::light : style::ThemeName::dark);
    QSettings().setValue("theme", style::theme().dark() ? "dark" : "light");
    apply_theme();
  });
  actions_.add(this, {"contrast", group, tr("High contrast"), {}, {}}, [this] {
    style::set_theme(style::ThemeName::high_contrast);
    apply_theme();
  });
  actions_.add(this, {"side", group, tr("Side panels"), {Qt::Key_F9}, {}}, [this] {
    side_wanted_ = !side_wanted_;
    arrange();
  });
  actions_.add(this, {"presentation", group, tr("Presentation"), {Qt::Key_F11}, {}},
               [this] { set_presentation(!presentation_); });
  actions_.add(this, {"bigger", group, tr("Bigger"), {Qt::CTRL | Qt::Key_Plus}, {}}, [this] {
    style::set_font_scale(style::font_scale() + 0.1);
    apply_theme();
  });
  actions_.add(this, {"smaller", group, tr("Smaller"), {Qt::CTRL | Qt::Key_Minus}, {}}, [this] {
    style::set_font_scale(style::font_scale() - 0.1);
    apply_theme();
  });
  actions_.add(this, {"track", group, tr("Play the chosen truck's last two minutes again"), {Qt::Key_T}, {}}, [this] {
    show_page("trucks");
    play_track(*page("trucks"));
  });
  actions_
      .add(this, {"teacher", group, tr("Teacher: steps by hand, answers hidden"), {}, {}},
           [this] {
             lesson_->set_teacher(actions_.find("teacher")->isChecked());
             arrange();
           })
      ->setCheckable(true);
  actions_.add(this, {"reveal", group, tr("Show the answer of the lesson's question"), {Qt::CTRL | Qt::Key_R}, {}},
               [this] { lesson_->reveal(); });
  actions_.add(this, {"describe", group, tr("Describe what is on the screen"), {Qt::CTRL | Qt::SHIFT | Qt::Key_D}, {}},
               [this] { QMessageBox::information(this, tr("On the screen"), describe()); });
  actions_.add(this, {"keys", group, tr("All keys"), {Qt::Key_Question, Qt::Key_F1}, Icon::help},
               [this] { show_keys(); });
  actions_.add(this, {"fidelity", group, tr("What is modelled, and what is not"), {}, {}}, [this] { show_fidelity(); });
}

void MainWindow::add_window_actions() {
  bridge::TimeWindow& w = session_.window();
  const QString group = tr("Window of time");
  const auto middle = [&w] { return w.has_cursor() ? w.cursor() : (w.from() + w.until()) / 2; };
  actions_.add(this, {"window-in", group, tr("Zoom in on the time that charts show"), {}, {}},
               [&w, middle] { w.zoom_at(middle(), 0.8); });
  actions_.add(this, {"window-out", group, tr("Zoom out"), {}, {}}, [&w, middle] { w.zoom_at(middle(), 1.25); });
  actions_.add(this, {"window-all", group, tr("Show the whole run"), {}, {}}, [&w] { w.show_all(); });
  actions_.add(this, {"window-back", group, tr("The window of time before"), {Qt::Key_Backspace}, {}},
               [&w] { w.back(); });
  actions_.add(this, {"window-follow", group, tr("The window follows the run, or stands still"), {}, {}},
               [&w] { w.set_follows(!w.follows()); });
  actions_.add(this, {"mark", group, tr("Mark the instant at the cursor, or the one that is shown"), {Qt::Key_M}, {}},
               [this, &w] { ask_for_mark(*this, session_, w.has_cursor() ? w.cursor() : session_.seconds()); });
}

void MainWindow::add_run_actions() {
  using style::Icon;
  const QString group = tr("Run");
  actions_.add(this, {"palette", group, tr("Search or run a command"), {Qt::CTRL | Qt::Key_K}, Icon::search},
               [this] { show_palette(); });
  actions_.add(this, {"fault", group, tr("Inject fault"), {Qt::CTRL | Qt::Key_F}, Icon::bolt}, [this] {
    show_page("cluster");
    ask_for_fault(*page("cluster"));
  });
  actions_.add(this, {"undo", group, tr("Undo the last fault by hand"), {QKeySequence::Undo}, {}},
               [this] { session_.undo_fault(); });
  actions_.add(this, {"fork", group, tr("Fork && compare"), {Qt::CTRL | Qt::SHIFT | Qt::Key_F}, Icon::compare}, [this] {
    show_page("compare");
    ask_for_fork(*page("compare"));
  });
  actions_.add(this, {"exercise", group, tr("Break-fix: find a hidden fault"), {Qt::CTRL | Qt::Key_B}, Icon::search},
               [this] { show_page("breakfix"); });
  actions_.add(this, {"open", group, tr("Open a scenario file ..."), {QKeySequence::Open}, {}},
               [this] { open_dialog(); });
  actions_.add(this, {"save", group, tr("Save as scenario ..."), {QKeySequence::Save}, {}}, [this] { save_dialog(); });
  actions_.add(this, {"export", group, tr("Export"), {Qt::CTRL | Qt::Key_E}, Icon::export_},
               [this] { export_dialog(); });
}

// ---- dialogs

void MainWindow::open_dialog() {
  const QString path = QFileDialog::getOpenFileName(this, tr("Open a scenario"), {}, tr("Scenarios (*.yaml *.yml)"));
  if (!path.isEmpty()) open_file(path);
}

void MainWindow::save_dialog() {
  if (!session_.spec()) return;
  const QString name = QString::fromStdString(session_.spec()->name) + "_by_hand.yaml";
  const QString path = QFileDialog::getSaveFileName(this, tr("Save as scenario"), name, tr("Scenarios (*.yaml)"));
  if (path.isEmpty()) return;
  const QString wrong = session_.save_as_scenario(path);
  tell(wrong.isEmpty() ? tr("Saved. The same run: kafkasim run %1").arg(path) : wrong, !wrong.isEmpty());
}

void MainWindow::export_dialog() {
  const QString path =
      QFileDialog::getSaveFileName(this, tr("Export this page"), current_page()->objectName() + ".png",
                                   tr("Picture (*.png);;Vector (*.pdf *.svg);;Numbers (*.csv);;Report (*.html)"));
  if (path.isEmpty()) return;
  const QString wrong = export_to(path, *current_page(), session_);
  tell(wrong.isEmpty() ? tr("Written: %1").arg(path) : wrong, !wrong.isEmpty());
}

void MainWindow::show_palette() {
  std::vector<PaletteEntry> entries;
  for (const ActionRegistry::Description& d : actions_.all()) {
    QAction* const action = actions_.find(d.id);
    entries.push_back({QString(d.text).replace("&&", "&"),
                       d.keys.isEmpty() ? "" : d.keys.front().toString(QKeySequence::NativeText),
                       [action] { action->trigger(); }});
  }
  for (const ScenarioCard& card : scenarios_->model().cards())
    entries.push_back(
        {tr("Scenario: %1 (%2)").arg(card.title, card.name), "", [this, path = card.path] { open_file(path); }});
  if (session_.snapshot()) {
    for (const view::BrokerNow& b : session_.snapshot()->brokers) {
      const QString name = QString::fromStdString(b.name);
      entries.push_back({tr("Show %1").arg(name), "", [this, name] {
                           show_page("cluster");
                           session_.selection().select(bridge::Selection::Kind::broker, name);
                         }});
    }
  }
  const auto free = [this](const QString& typed) -> PaletteEntry {
    const QString text = typed.trimmed();
    bool number = false;
    const double to = text.startsWith("go ") ? text.mid(3).toDouble(&number) : 0;
    if (text.startsWith("until ") && text.size() > 6)
      return {tr("Run until: %1").arg(text.mid(6)), "", [this, text] { session_.run_until_so(text.mid(6)); }};
    if (number) return {tr("Go to %1").arg(style::clock_text(to)), "", [this, to] { session_.seek(to); }};
    for (const scenario::FaultKindInfo& kind : scenario::fault_kinds())
      if (text.startsWith(QString::fromUtf8(kind.name.data(), static_cast<qsizetype>(kind.name.size())) + " "))
        return {tr("Fault now: %1").arg(text), "", [this, text] { session_.inject(text); }};
    return {};
  };
  CommandPalette palette(std::move(entries), free, this);
  palette.exec();
}

void MainWindow::show_keys() {
  QString html = "<table cellpadding=4>";
  QString group;
  for (const ActionRegistry::Description& d : actions_.all()) {
    if (d.keys.isEmpty()) continue;
    if (d.group != group) html += "<tr><td colspan=2><b>" + (group = d.group) + "</b></td></tr>";
    QStringList keys;
    for (const QKeySequence& k : d.keys) keys << k.toString(QKeySequence::NativeText);
    html += "<tr><td><code>" + keys.join(", ").toHtmlEscaped() + "</code></td><td>" +
            QString(d.text).replace("&&", "&").toHtmlEscaped() + "</td></tr>";
  }
  for (const pages::Page* const page : pages_)
    for (const pages::KeyNote& note : page->keys()) {
      if (note.group != group)
        html += "<tr><td colspan=2><b>" + (group = note.group).toHtmlEscaped() + "</b></td></tr>";
      html +=
          "<tr><td><code>" + note.keys.toHtmlEscaped() + "</code></td><td>" + note.what.toHtmlEscaped() + "</td></tr>";
    }
  html += "</table>";
  QDialog dialog(this);
  dialog.setWindowTitle(tr("All keys"));
  dialog.resize(620, 640);
  auto* const column = new QVBoxLayout(&dialog);
  auto* const text = new QTextBrowser(&dialog);
  text->setHtml(html);
  column->addWidget(text);
  dialog.exec();
}

void MainWindow::show_fidelity() {
  QFile file(":/not-modelled.md");
  QDialog dialog(this);
  dialog.setWindowTitle(tr("What is modelled, and what is not"));
  dialog.resize(820, 680);
  auto* const column = new QVBoxLayout(&dialog);
  auto* const text = new QTextBrowser(&dialog);
  text->setMarkdown(file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : file.errorString());
  column->addWidget(text);
  dialog.exec();
}

// ---- looks

void MainWindow::apply_theme() {
  style::set_theme(style::theme().name);
  actions_.apply_theme();
  for (std::size_t i = 0; i < pages_.size(); ++i)
    rail_->button(static_cast<int>(i))->setIcon(style::make_icon(pages_[i]->icon(), style::theme().text, 22));
  for (const char* const id : {"fault", "play"})
    actions_.find(id)->setIcon(style::make_icon(id == std::string_view("fault") ? style::Icon::bolt : style::Icon::play,
                                                style::theme().on_accent));
  actions_.find("theme")->setIcon(
      style::make_icon(style::theme().dark() ? style::Icon::sun : style::Icon::moon, style::theme().text));
  show_chip();
  refresh_page();
}

void MainWindow::set_presentation(bool on) {
  if (presentation_ == on) return;
  presentation_ = on;
  style::set_font_scale(on ? 1.35 : 1);
  if (on)
    showFullScreen();
  else
    showNormal();
  arrange();
  apply_theme();
}

}  // namespace app
