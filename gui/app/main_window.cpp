#include "gui/app/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QFile>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScreen>
#include <QSettings>
#include <QTableView>
#include <QTextDocumentFragment>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/app/accessible_views.h"
#include "gui/app/focus_ring.h"
#include "gui/app/parts.h"
#include "gui/app/view_keys.h"
#include "gui/settings/preferences.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/icons.h"
#include "gui/style/theme.h"

namespace app {
namespace {

/// Pages follow the run at this rate; what moves on them moves by itself.
constexpr int kRefreshMs = 66;
constexpr int kRailWidth = 76;
constexpr int kNarrow = 1300;
constexpr int kLow = 860;
constexpr int kLeastTitle = 220;
constexpr int kMargin = 14;

}  // namespace

MainWindow::MainWindow(bridge::Session& session, QWidget* parent) : QMainWindow(parent), session_(session) {
  setObjectName("main");
  make_views_accessible();
  qApp->installEventFilter(this);
  setWindowTitle(tr("kafkasim"));
  setMinimumSize(least_size());
  add_time_actions();
  add_view_actions();
  add_window_actions();
  add_panel_actions();
  add_run_actions();
  auto* const root = new QWidget(this);
  root->setObjectName("root");
  auto* const row = new QHBoxLayout(root);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  auto* const column = new QVBoxLayout;
  column->setContentsMargins(kMargin, 10, kMargin, 10);
  column->setSpacing(10);
  QWidget* const header = build_header();
  health_ = new HealthStrip(session_, root);
  bar_ = new NewsBar(root);
  column->addWidget(header);
  column->addWidget(bar_);
  column->addWidget(health_);
  column->addWidget(build_centre(), 1);
  column->addWidget(build_foot());
  row->addWidget(build_rail());
  row->addLayout(column, 1);
  setCentralWidget(root);
  new FocusRing(this);
  announce_focus(*this);
  refresh_.setInterval(kRefreshMs);
  refresh_.setSingleShot(true);
  connect(&refresh_, &QTimer::timeout, this, &MainWindow::refresh_page);
  connect_session();
  for (auto* const table : findChildren<QTableView*>()) table->setTabKeyNavigation(false);  // Tab leads out of it
  // Time runs from left to right, and numbers are read so, in every language.
  if (isRightToLeft())
    for (auto* const widget : findChildren<QWidget*>())
      if (!rows_of_view(*widget).isEmpty()) widget->setLayoutDirection(Qt::LeftToRight);
  connect(&settings::Keeper::instance(), &settings::Keeper::looks_changed, this, &MainWindow::apply_theme);
  show_page("scenarios");
  restoreGeometry(QSettings().value("window").toByteArray());
  docks_->restore_layout(QSettings().value("panels").toByteArray());
  if (session_.spec()) show_run();
}

/// What a view has a key for is not taken from it by the window.
bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    const auto* const widget = qobject_cast<QWidget*>(watched);
    const auto* const key = static_cast<QKeyEvent*>(event);
    if (widget != nullptr && widget->window() == this && takes_key(*widget, key->keyCombination())) {
      event->accept();
      return true;
    }
  }
  return QMainWindow::eventFilter(watched, event);
}

/// Keys that no view wanted.
void MainWindow::keyPressEvent(QKeyEvent* event) {
  const char* const id = event->modifiers() != Qt::NoModifier ? nullptr
                         : event->key() == Qt::Key_Right      ? "step"
                         : event->key() == Qt::Key_Left       ? "step-back"
                         : event->key() == Qt::Key_Escape     ? "cancel"
                                                              : nullptr;
  if (id == nullptr) return QMainWindow::keyPressEvent(event);
  actions_.find(id)->trigger();
}

void MainWindow::keep_layout() const {
  QSettings().setValue("window", saveGeometry());
  QSettings().setValue("panels", docks_->layout_kept());
}

void MainWindow::closeEvent(QCloseEvent* event) {
  keep_layout();
  QMainWindow::closeEvent(event);
}

// ---- building

QWidget* MainWindow::build_rail() {
  rail_box_ = new QWidget(this);
  auto* const column = new QVBoxLayout(rail_box_);
  column->setContentsMargins(6, 14, 6, 10);
  column->setSpacing(4);
  rail_ = new QButtonGroup(this);
  rail_->setExclusive(true);
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    pages::Page* const page = pages_[i];
    auto* const button = new QToolButton(rail_box_);
    button->setObjectName("flat");
    button->setText(page->title());
    button->setIcon(style::make_icon(page->icon(), style::theme().text, 22));
    button->setIconSize({22, 22});
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setCheckable(true);
    button->setAccessibleName(tr("Page: %1").arg(page->title()));
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setStyleSheet(QString("font-size: %1px; padding: 5px 0;").arg(style::ui_font(11).pixelSize()));
    button->setToolTip(page->title() + QString(" (Ctrl+%1)").arg(i + 1));
    connect(button, &QToolButton::clicked, this, [this, page] { show_page(page->objectName()); });
    rail_->addButton(button, static_cast<int>(i));
    column->addWidget(button);
  }
  int widest = kRailWidth;
  const QFontMetrics metrics(style::ui_font(11));
  for (const pages::Page* const page : pages_)
    widest = std::max(widest, static_cast<int>(metrics.horizontalAdvance(page->title()) / style::font_scale()) + 24);
  rail_box_->setFixedWidth(static_cast<int>(widest * style::font_scale()));
  column->addStretch(1);
  for (const char* const id : {"theme", "keys"}) {
    auto* const button = new QToolButton(rail_box_);
    button->setObjectName("flat");
    button->setDefaultAction(actions_.find(id));
    button->setAccessibleName(actions_.find(id)->text());
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    column->addWidget(button, 0, Qt::AlignHCenter);
  }
  return rail_box_;
}

QWidget* MainWindow::build_header() {
  auto* const header = new QWidget(this);
  auto* const row = new QHBoxLayout(header);
  row->setContentsMargins(0, 0, 0, 0);
  header_ = header;
  title_ = new ElidedLabel(header);
  title_->setObjectName("title");
  seed_ = new QLabel(header);
  seed_->setObjectName("seed");
  chip_ = new QLabel(header);
  chip_->setObjectName("replay");
  row->addWidget(title_);
  row->addWidget(seed_);
  row->addWidget(chip_);
  row->addStretch(1);
  title_->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
  for (const char* const id : {"palette", "operator", "fork", "export"}) {
    auto* const button = new QToolButton(header);
    button->setDefaultAction(actions_.find(id));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAccessibleName(actions_.find(id)->text());
    row->addWidget(button);
    header_buttons_.push_back(button);
  }
  auto* const fault = new QToolButton(header);
  fault->setObjectName("primary");
  fault->setDefaultAction(actions_.find("fault"));
  fault->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  fault->setAccessibleName(actions_.find("fault")->text());
  row->addWidget(fault);
  return header;
}

QWidget* MainWindow::build_centre() {
  docks_ = new DockArea(this);
  stack_ = new QStackedWidget(docks_);
  scenarios_ = new ScenariosPage(session_, stack_);
  pages_.push_back(scenarios_);
  for (pages::Page* const page : make_pages(session_, stack_)) pages_.push_back(page);
  for (pages::Page* const page : pages_) stack_->addWidget(page);
  docks_->setCentralWidget(stack_);
  lesson_ = new LessonPanel(session_, docks_);
  const QStringList beside{"cluster", "events"};
  docks_->add("lesson", tr("Lesson"), {lesson_, [] {}}, Qt::RightDockWidgetArea, beside);
  const std::vector<Panel> panels = make_side_panels(session_, docks_);
  link_settings(panels, *page("compare"), [this] { show_page("compare"); });
  docks_->add("why", tr("Why"), panels[0], Qt::RightDockWidgetArea, beside);
  docks_->add("inspector", tr("Inspector"), panels[1], Qt::RightDockWidgetArea, beside);
  docks_->add("log", tr("Event log"), make_event_log(session_, docks_), Qt::BottomDockWidgetArea, {"cluster"});
  connect(docks_, &DockArea::wanted_changed, this,
          [this](const QString& id, bool on) { actions_.find("panel-" + id)->setChecked(on); });
  connect(&session_.selection(), &bridge::Selection::changed, this, [this] {
    if (session_.selection().kind() == bridge::Selection::Kind::event) docks_->bring_up("why");
  });
  connect(scenarios_, &ScenariosPage::start, this,
          [this](const QString& path, const QString& variant, qulonglong seed, bool own) {
            if (open_file(path, variant, seed, own)) session_.play();
          });
  connect(scenarios_, &ScenariosPage::exercise, this, [this](const QString& path) {
    show_page("breakfix");
    begin_exercise(*page("breakfix"), path);
  });
  tell_refusals(*page("breakfix"), [this](const QString& why) { tell(why, true); });
  connect(scenarios_, &ScenariosPage::open_wanted, this, &MainWindow::open_dialog);
  connect(lesson_, &LessonPanel::look, this, &MainWindow::look);
  connect(lesson_, &LessonPanel::done, this,
          [this] { scenarios_->model().set_done(QString::fromStdString(session_.spec()->name)); });
  return docks_;
}

QWidget* MainWindow::build_foot() {
  auto* const panel = new QFrame(this);
  panel->setObjectName("panel");
  auto* const column = new QVBoxLayout(panel);
  column->setContentsMargins(14, 8, 14, 8);
  column->setSpacing(4);
  transport_ = new TransportBar(session_, actions_, panel);
  column->addWidget(transport_);
  timeline_ = make_timeline(session_, panel);
  column->addWidget(timeline_.widget);
  foot_ = panel;
  return panel;
}

void MainWindow::connect_session() {
  using bridge::Session;
  const auto soon = [this] {
    if (!refresh_.isActive()) refresh_.start();
  };
  connect(&session_, &Session::shown, this, soon);
  connect(&session_, &Session::recorded, this, soon);
  connect(&session_, &Session::branched, this, soon);
  connect(&session_, &Session::state_changed, this, [this] {
    actions_.find("operator")->setChecked(session_.operator_view());
    show_sight();
    show_chip();
  });
  connect(&session_, &Session::opened, this, [this, soon] {
    show_run();
    bar_->clear();
    show_sight();
    show_chip();
    soon();
  });
  connect(&session_, &Session::problem, this, [this](const QString& text) { tell(text, true); });
  connect(&session_, &Session::bug, this, [this](const QString& text) {
    bar_->tell_bug(tr("The simulator has broken a promise of its own. The run is paused; please save the journal and "
                      "report it.") +
                   "\n" + text);
  });
  connect(bar_, &NewsBar::save_wanted, this, &MainWindow::save_journal);
  connect(health_, &HealthStrip::chosen, this, [this](const QString& id) {
    show_page(id == "brokers" || id == "controllers" ? "cluster" : id == "lag" ? "groups" : "charts");
  });
}

// ---- pages

pages::Page* MainWindow::page(const QString& id) const {
  for (pages::Page* const page : pages_)
    if (page->objectName() == id) return page;
  return nullptr;
}

pages::Page* MainWindow::current_page() const { return static_cast<pages::Page*>(stack_->currentWidget()); }

void MainWindow::show_page(const QString& id) {
  pages::Page* const wanted = page(id);
  if (wanted == nullptr) return;
  if (!session_.sight().page(id)) {
    tell(tr("An operator does not have the page %1: not while a fault is hidden.").arg(wanted->title()), true);
    return show_sight();
  }
  stack_->setCurrentWidget(wanted);
  for (std::size_t i = 0; i < pages_.size(); ++i)
    if (pages_[i] == wanted) rail_->button(static_cast<int>(i))->setChecked(true);
  arrange();
  wanted->refresh();
  if (focusWidget() == nullptr || focusWidget()->window() != this || !wanted->isAncestorOf(focusWidget()))
    wanted->setFocus();
}

void MainWindow::show_run() {
  show_title();
  seed_->setText(tr("seed %1").arg(session_.spec()->seed));
  show_chip();
  arrange_header();
}

/// What stands beside the page depends on the page and on the room there is.
void MainWindow::arrange() {
  const QString id = current_page() != nullptr ? current_page()->objectName() : QString();
  const bool run = id != "scenarios";
  health_->setFixedHeight(health_->sizeHint().height());
  health_->setVisible(run && !presentation_);
  foot_->setVisible(run);
  docks_->show_for(id, side_wanted_ && !presentation_, room().height() <= kLow);
  rail_box_->setVisible(!presentation_);
  // A is a key of the charts, too: here only where the lesson stands.
  const bool class_room = lesson_->teacher() && lesson_->isVisibleTo(this);
  actions_.find("reveal")->setShortcuts(class_room ? QList<QKeySequence>{Qt::CTRL | Qt::Key_R, Qt::Key_A}
                                                   : QList<QKeySequence>{Qt::CTRL | Qt::Key_R});
}

/// While a fault is hidden only what an operator has can be reached.
void MainWindow::show_sight() {
  const bridge::Sight& sight = session_.sight();
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    rail_->button(static_cast<int>(i))->setEnabled(sight.page(pages_[i]->objectName()));
    rail_->button(static_cast<int>(i))->setChecked(pages_[i] == current_page());
  }
  for (const char* const id : {"fault", "undo", "fork", "save"}) actions_.find(id)->setEnabled(sight.change());
  for (const char* const id : {"next-turn", "previous-turn"}) actions_.find(id)->setEnabled(sight.events());
  actions_.find("operator")->setEnabled(sight.truth());
  if (current_page() != nullptr && !sight.page(current_page()->objectName())) show_page("breakfix");
}

void MainWindow::resizeEvent(QResizeEvent* event) {
  QMainWindow::resizeEvent(event);
  docks_->set_tabs(room().width() < kNarrow);
  arrange_header();
  arrange();
}

void MainWindow::refresh_page() {
  if (!isVisible() || !session_.snapshot()) return;
  if (pages::Page* const page = current_page()) page->refresh();
  docks_->refresh();
  timeline_.refresh();
  show_chip();
}

void MainWindow::show_title() {
  if (!session_.spec()) return;
  const scenario::ScenarioSpec& spec = *session_.spec();
  QString title = QString::fromStdString(spec.title);
  if (!spec.variant.empty()) title += ": " + QString::fromStdString(spec.variant);
  title_->set_whole_text(title);
}

/// Icons alone where their texts would leave nothing of the title.
void MainWindow::arrange_header() {
  const auto show = [this](Qt::ToolButtonStyle how) {
    for (QToolButton* const button : header_buttons_) button->setToolButtonStyle(how);
  };
  show(Qt::ToolButtonTextBesideIcon);
  const double room_for_title = kLeastTitle * style::font_scale();
  int others = 0;
  for (const QWidget* const w : header_->findChildren<QWidget*>(Qt::FindDirectChildrenOnly))
    if (w != title_ && !w->isHidden()) others += w->sizeHint().width() + header_->layout()->spacing();
  if (others + room_for_title > width() - rail_box_->width() - 2 * kMargin) show(Qt::ToolButtonIconOnly);
}

/// Larger fonts need more of it, as far as the screen has it.
QSize MainWindow::least_size() {
  const QSize usual(1120, 680);
  const QSize wanted = usual * std::max(1.0, 0.8 * style::font_scale());
  const bool pictures = QGuiApplication::platformName() == QLatin1String("offscreen");
  const QSize there = pictures ? wanted : QGuiApplication::primaryScreen()->availableSize();
  return wanted.boundedTo(there.expandedTo(usual));
}

QSizeF MainWindow::room() const { return QSizeF(size()) / style::font_scale(); }

void MainWindow::show_chip() {
  const style::Theme& t = style::theme();
  QString text;
  QColor colour = t.muted;
  if (session_.record().diverged_at()) {
    text = tr("replay differs");
    colour = t.bad;
  } else if (session_.verified()) {
    text = tr("replay verified");
    colour = t.ok;
  } else if (session_.spec()) {
    text = tr("deterministic");
  }
  chip_->setText(text);
  chip_->setStyleSheet(QString("color: %1; background: %2; border-radius: 9px; padding: 3px 9px;")
                           .arg(colour.name(), style::mixed(t.bg, colour, 0.18).name()));
  seed_->setStyleSheet(
      QString("color: %1; background: %2; border-radius: 9px; padding: 3px 9px;").arg(t.muted.name(), t.panel2.name()));
  title_->setStyleSheet(QString("font-size: %1px; font-weight: 600;").arg(style::ui_font(19).pixelSize()));
  chip_->setVisible(!text.isEmpty());
  seed_->setVisible(session_.spec().has_value());
}

bool MainWindow::open_file(const QString& path, const QString& variant, qulonglong seed, bool own_seed) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) {
    tell(path + ": " + file.errorString(), true);
    return false;
  }
  view::RunSource source;
  source.path = path.toStdString();
  source.text = file.readAll().toStdString();
  source.variant = variant.toStdString();
  if (!own_seed) source.seed = seed;
  const QString wrong = session_.open(std::move(source));
  if (!wrong.isEmpty()) {
    tell(wrong, true);
    return false;
  }
  QStringList recent = QSettings().value("recent").toStringList();
  recent.removeAll(path);
  recent.prepend(path);
  QSettings().setValue("recent", recent.mid(0, 12));
  show_page("cluster");
  return true;
}

void MainWindow::tell(const QString& text, bool bad) { bad ? bar_->tell_problem(text) : bar_->tell_news(text); }

void MainWindow::look(const QString& what) {
  if (what == "map") return show_page("trucks");
  if (what.startsWith("group ")) {
    session_.selection().select(bridge::Selection::Kind::group, what.mid(6));
    return;
  }
  if (what.startsWith("partition ")) {
    session_.selection().select(bridge::Selection::Kind::partition, what.mid(10));
    return;
  }
  using Kind = bridge::Selection::Kind;
  if (what.startsWith("broker-")) return session_.selection().select(Kind::broker, what);
  if (what.startsWith("zookeeper-")) return session_.selection().select(Kind::zookeeper, what);
  if (what.startsWith("producer ")) return session_.selection().select(Kind::producer, what.mid(9));
  if (what.startsWith("topic ")) return session_.selection().select(Kind::partition, what.mid(6) + "-0");
  if (what.startsWith("leader-of ")) return session_.selection().select(Kind::partition, what.mid(10));
  if (what.startsWith("consumer ")) {
    const QString name = what.mid(9);
    for (const view::GroupNow& g : session_.snapshot() ? session_.snapshot()->groups : std::vector<view::GroupNow>())
      if (g.name == name.toStdString()) return session_.selection().select(Kind::group, name);
    return session_.selection().select(Kind::member, name);
  }
  if (what.contains("rebalance") || what.contains("partition-time")) return show_page("groups");
  show_page("charts");
}

QString MainWindow::describe() const {
  QString words =
      title_->whole_text() + "\n" + style::clock_text(session_.seconds()) + "\n" + health_->describe() + "\n";
  if (current_page() != nullptr) words += current_page()->title() + ": " + current_page()->describe() + "\n";
  return words + QTextDocumentFragment::fromHtml(lesson_->describe().replace('\n', "<br>")).toPlainText();
}

}  // namespace app
