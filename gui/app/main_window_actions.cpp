// What can be done in the window: its actions, its dialogs.

#include <QApplication>
#include <QDesktopServices>
#include <QFileDialog>
#include <QInputDialog>
#include <QMessageBox>
#include <QSettings>
#include <QTextBrowser>
#include <QTextDocument>
#include <QTextFrame>
#include <QTextTable>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <functional>

#include "gui/app/command_palette.h"
#include "gui/app/export_dialog.h"
#include "gui/app/exporter.h"
#include "gui/app/main_window.h"
#include "gui/app/palette_entries.h"
#include "gui/app/parts.h"
#include "gui/app/until_dialog.h"
#include "gui/app/view_keys.h"
#include "gui/settings/preferences.h"
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
  actions_.add(this,
               {"step-back", time, tr("One event back"), {Qt::Key_Comma, Qt::SHIFT | Qt::Key_Right}, Icon::step_back},
               [&s] { s.step_back(); });
  actions_.add(this, {"play", time, tr("Play"), {Qt::Key_Space}, Icon::play}, [&s] { s.toggle_play(); });
  actions_.add(this, {"step", time, tr("One event forward"), {Qt::Key_Period}, Icon::step_event},
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
  const QList<std::pair<QString, QString>> all{
      {"scenarios", tr("Scenarios")}, {"cluster", tr("Cluster")}, {"charts", tr("Charts")},
      {"groups", tr("Groups")},       {"log", tr("Log")},         {"trucks", tr("Trucks")},
      {"events", tr("Events")},       {"compare", tr("Compare")}, {"breakfix", tr("Break-fix")}};
  for (qsizetype i = 0; i < all.size(); ++i)
    actions_.add(this,
                 {"page-" + all[i].first,
                  group,
                  tr("Page: %1").arg(all[i].second),
                  {QKeySequence(QString("Ctrl+%1").arg(i + 1))},
                  {}},
                 [this, id = all[i].first] { show_page(id); });
  actions_
      .add(this, {"operator", group, tr("Operator's view"), {Qt::Key_V}, Icon::eye},
           [this] { session_.set_operator_view(!session_.operator_view()); })
      ->setCheckable(true);
  actions_.find("operator")
      ->setToolTip(tr("What the metrics of a real cluster would say at this instant, instead of what is so (V)"));
  const auto prefer = [](const std::function<void(settings::Preferences&)>& how) {
    settings::Preferences wanted = settings::Keeper::instance().now();
    how(wanted);
    settings::Keeper::instance().change(wanted);
  };
  actions_.add(this, {"theme", group, tr("Dark or light theme"), {Qt::CTRL | Qt::Key_T}, Icon::sun}, [prefer] {
    prefer([](settings::Preferences& p) { p.theme = style::theme().dark() ? "light" : "dark"; });
  });
  actions_.add(this, {"contrast", group, tr("High contrast"), {}, {}},
               [prefer] { prefer([](settings::Preferences& p) { p.theme = "high-contrast"; }); });
  actions_.add(this, {"motion", group, tr("Motion: full or reduced"), {}, {}},
               [prefer] { prefer([](settings::Preferences& p) { p.reduced_motion = !p.reduced_motion; }); });
  actions_.add(this, {"settings", group, tr("Settings ..."), {Qt::CTRL | Qt::Key_Comma}, {}},
               [this] { Q_EMIT settings_wanted(); });
  actions_.add(this, {"presentation", group, tr("Presentation"), {Qt::Key_F11}, {}},
               [this] { set_presentation(!presentation_); });
  const auto scale = [prefer](double more) {
    prefer([more](settings::Preferences& p) { p.font_scale = std::clamp(p.font_scale + more, 0.8, 2.0); });
  };
  actions_.add(this, {"bigger", group, tr("Bigger"), {Qt::CTRL | Qt::Key_Plus, Qt::CTRL | Qt::Key_Equal}, {}},
               [scale] { scale(0.1); });
  actions_.add(this, {"smaller", group, tr("Smaller"), {Qt::CTRL | Qt::Key_Minus}, {}}, [scale] { scale(-0.1); });
  actions_.add(this, {"track", group, tr("Play the chosen truck's last two minutes again"), {Qt::Key_T}, {}}, [this] {
    show_page("trucks");
    play_track(*page("trucks"));
  });
  add_help_actions();
}

void MainWindow::add_help_actions() {
  using style::Icon;
  const QString group = tr("View");
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
               [this] { show_description(); });
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

void MainWindow::add_panel_actions() {
  const QString group = tr("View");
  actions_.add(this, {"side", group, tr("Panels beside the page"), {Qt::Key_F9}, {}}, [this] {
    side_wanted_ = !side_wanted_;
    arrange();
  });
  const std::array<std::pair<const char*, QString>, 4> panels{{{"lesson", tr("Panel: lesson")},
                                                               {"why", tr("Panel: why")},
                                                               {"inspector", tr("Panel: inspector")},
                                                               {"log", tr("Panel: event log")}}};
  for (const auto& [id, text] : panels) {
    QAction* const action =
        actions_.add(this, {QString("panel-") + id, group, text, {}, {}},
                     [this, name = QString(id)] { docks_->set_wanted(name, !docks_->is_wanted(name)); });
    action->setCheckable(true);
    action->setChecked(true);
  }
  actions_.add(this, {"panels-reset", group, tr("Panels: all back to their places"), {}, {}}, [this] {
    side_wanted_ = true;
    docks_->reset();
    arrange();
  });
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

/// What is needed to see it again: the scenario with what was done by hand.
void MainWindow::save_journal() {
  const QString name = QString::fromStdString(session_.spec() ? session_.spec()->name : "run") + "_report.yaml";
  const QString path = QFileDialog::getSaveFileName(this, tr("Save journal"), name, tr("Scenarios (*.yaml)"));
  if (path.isEmpty()) return;
  const QString wrong = session_.save_as_scenario(path);
  tell(wrong.isEmpty() ? tr("Saved: %1").arg(path) : wrong, !wrong.isEmpty());
}

void MainWindow::export_dialog() {
  ExportDialog dialog(current_page()->title(), this);
  if (dialog.exec() != QDialog::Accepted) return;
  const QString path = QFileDialog::getSaveFileName(
      this, tr("Export"), current_page()->objectName() + "." + dialog.ending(), dialog.filter());
  if (path.isEmpty()) return;
  const QString wrong = export_to(path, *current_page(), session_, dialog.wish());
  apply_theme();
  tell(wrong.isEmpty() ? tr("Written: %1").arg(path) : wrong, !wrong.isEmpty());
}

void MainWindow::show_palette() {
  CommandPalette palette(
      palette_entries(*this, session_),
      [this](const QString& typed) { return palette_commands(typed, *this, session_); },
      [this](const QString& typed) { return palette_events(typed, *this, session_); }, this);
  palette.exec();
}

namespace {

/// A page of text to read, to select, to leave with Esc.
void show_text(QWidget* parent, const QString& name, const QString& title, QSize size,
               const std::function<void(QTextBrowser&)>& fill) {
  QDialog dialog(parent);
  dialog.setObjectName(name);
  dialog.setWindowTitle(title);
  dialog.resize(size * style::font_scale());
  auto* const column = new QVBoxLayout(&dialog);
  auto* const text = new QTextBrowser(&dialog);
  text->setObjectName(name + "-text");
  text->setAccessibleName(title);
  text->setOpenExternalLinks(true);
  fill(*text);
  column->addWidget(text);
  dialog.exec();
}

QString key_row(const QStringList& keys, const QString& text) {
  QStringList caps;
  for (const QString& key : keys) caps << "<code>" + key.toHtmlEscaped() + "</code>";
  return "<tr><td>" + caps.join("&nbsp;&nbsp; ") + "</td><td>" + text.toHtmlEscaped() + "</td></tr>";
}

/// Lines of one pixel, and air.
void dress_tables(QTextBrowser& text) {
  const QList<QTextFrame*> frames = text.document()->rootFrame()->childFrames();
  for (QTextFrame* const frame : frames) {
    auto* const table = qobject_cast<QTextTable*>(frame);
    if (table == nullptr) continue;
    QTextTableFormat format = table->format();
    format.setBorderCollapse(true);
    format.setBorder(1);
    format.setBorderBrush(style::theme().border);
    format.setCellPadding(5);
    format.setCellSpacing(0);
    format.setTopMargin(6);
    format.setBottomMargin(14);
    format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
    format.setColumnWidthConstraints(
        {QTextLength(QTextLength::PercentageLength, 32), QTextLength(QTextLength::PercentageLength, 68)});
    table->setFormat(format);
  }
}

QString key_head(const QString& group) {
  return "<tr><td colspan=2><br><b>" + group.toHtmlEscaped() + "</b></td></tr>";
}

}  // namespace

void MainWindow::show_keys() {
  QString html = "<table cellpadding=3>";
  QString group;
  for (const ActionRegistry::Description& d : actions_.all()) {
    if (d.keys.isEmpty()) continue;
    if (d.group != group) html += key_head(group = d.group);
    QStringList keys;
    for (const QKeySequence& k : d.keys) keys << k.toString(QKeySequence::NativeText);
    if (d.id == "step") keys << tr("Right");
    if (d.id == "step-back") keys << tr("Left");
    html += key_row(keys, QString(d.text).replace("&&", "&"));
  }
  QStringList told;
  for (const pages::Page* const page : pages_)
    for (const pages::KeyNote& note : page->keys()) {
      if (note.group != group) html += key_head(group = note.group);
      html += key_row({note.keys}, note.what);
      told << note.group;
    }
  for (const ViewKey& k : view_keys()) {  // those of views on pages that tell none themselves
    if (told.contains(k.where)) continue;
    if (k.where != group) html += key_head(group = k.where);
    html += key_row({k.keys}, k.text);
  }
  html += "</table><p>" +
          tr("Views take a key before the window does; right and left step through the run where no view "
             "has use for them.") +
          "</p>";
  show_text(this, "keys", tr("All keys"), {680, 700}, [&](QTextBrowser& text) { text.setHtml(html); });
}

void MainWindow::show_description() {
  show_text(this, "description", tr("On the screen"), {720, 560},
            [this](QTextBrowser& text) { text.setPlainText(describe()); });
}

void MainWindow::show_fidelity() {
  QFile file(":/not-modelled.md");
  const QString words = file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : file.errorString();
  show_text(this, "fidelity", tr("What is modelled, and what is not"), {860, 700}, [&](QTextBrowser& text) {
    text.setOpenLinks(false);  // they lead to files of the source
    text.setMarkdown(words);
    dress_tables(text);
  });
}

// ---- looks

void MainWindow::apply_theme() {
  style::set_theme(style::theme().name);
  actions_.apply_theme();
  for (std::size_t i = 0; i < pages_.size(); ++i)
    rail_->button(static_cast<int>(i))->setIcon(style::make_icon(pages_[i]->icon(), style::theme().text, 22));
  actions_.find("fault")->setIcon(style::make_icon(style::Icon::bolt, style::theme().on_accent));
  transport_->apply_theme();
  follow_motion(pages_);
  actions_.find("theme")->setIcon(
      style::make_icon(style::theme().dark() ? style::Icon::sun : style::Icon::moon, style::theme().text));
  show_chip();
  refresh_page();
}

void MainWindow::set_presentation(bool on) {
  if (presentation_ == on) return;
  presentation_ = on;
  style::set_font_scale(settings::Keeper::instance().now().font_scale * (on ? 1.35 : 1));
  if (QGuiApplication::platformName() != QLatin1String("offscreen"))  // pictures have the size that was asked for
    on ? showFullScreen() : showNormal();
  arrange();
  arrange_header();
  apply_theme();
}

}  // namespace app
