#include "gui/app/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QFile>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSettings>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/app/parts.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/icons.h"
#include "gui/style/theme.h"

namespace app {
namespace {

/// Pages follow the run at this rate; what moves on them moves by itself.
constexpr int kRefreshMs = 66;
constexpr int kRailWidth = 76;
constexpr int kSideWidth = 330;
constexpr int kNarrow = 1300;

}  // namespace

MainWindow::MainWindow(bridge::Session& session, QWidget* parent) : QMainWindow(parent), session_(session) {
  setObjectName("main");
  setWindowTitle(tr("kafkasim"));
  setMinimumSize(1120, 680);
  add_time_actions();
  add_view_actions();
  add_window_actions();
  add_run_actions();
  auto* const root = new QWidget(this);
  root->setObjectName("root");
  auto* const row = new QHBoxLayout(root);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  auto* const column = new QVBoxLayout;
  column->setContentsMargins(14, 10, 14, 10);
  column->setSpacing(10);
  QWidget* const header = build_header();
  health_ = new HealthStrip(session_, root);
  bar_ = new QLabel(root);
  bar_->setObjectName("bar");
  bar_->setWordWrap(true);
  bar_->setVisible(false);
  bar_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  column->addWidget(header);
  column->addWidget(bar_);
  column->addWidget(health_);
  column->addWidget(build_centre(), 1);
  column->addWidget(build_foot());
  row->addWidget(build_rail());
  row->addLayout(column, 1);
  setCentralWidget(root);
  refresh_.setInterval(kRefreshMs);
  refresh_.setSingleShot(true);
  connect(&refresh_, &QTimer::timeout, this, &MainWindow::refresh_page);
  connect_session();
  show_page("scenarios");
  restoreGeometry(QSettings().value("window").toByteArray());
}

void MainWindow::closeEvent(QCloseEvent* event) {
  QSettings().setValue("window", saveGeometry());
  QMainWindow::closeEvent(event);
}

// ---- building

QWidget* MainWindow::build_rail() {
  rail_box_ = new QWidget(this);
  rail_box_->setFixedWidth(static_cast<int>(kRailWidth * style::font_scale()));
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
  title_ = new QLabel(header);
  title_->setObjectName("title");
  seed_ = new QLabel(header);
  seed_->setObjectName("seed");
  chip_ = new QLabel(header);
  chip_->setObjectName("replay");
  row->addWidget(title_);
  row->addWidget(seed_);
  row->addWidget(chip_);
  row->addStretch(1);
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
  auto* const centre = new QWidget(this);
  auto* const row = new QHBoxLayout(centre);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(10);
  auto* const left = new QSplitter(Qt::Vertical, centre);
  left->setHandleWidth(8);
  stack_ = new QStackedWidget(left);
  scenarios_ = new ScenariosPage(session_, stack_);
  pages_.push_back(scenarios_);
  for (pages::Page* const page : make_pages(session_, stack_)) pages_.push_back(page);
  for (pages::Page* const page : pages_) stack_->addWidget(page);
  event_log_ = make_event_log(session_, left);
  left->addWidget(stack_);
  left->addWidget(event_log_.widget);
  left->setStretchFactor(0, 4);
  left->setStretchFactor(1, 1);
  left->setSizes({700, 150});
  side_ = new QSplitter(Qt::Vertical, centre);
  side_->setHandleWidth(8);
  side_->setFixedWidth(static_cast<int>(kSideWidth * style::font_scale()));
  lesson_ = new LessonPanel(session_, side_);
  side_->addWidget(lesson_);
  panels_ = make_side_panels(session_, side_);
  for (const Panel& panel : panels_) side_->addWidget(panel.widget);
  link_settings(panels_, *page("compare"), [this] { show_page("compare"); });
  side_->setSizes({250, 260, 260});
  row->addWidget(left, 1);
  row->addWidget(side_);
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
  return centre;
}

QWidget* MainWindow::build_foot() {
  auto* const panel = new QFrame(this);
  panel->setObjectName("panel");
  auto* const column = new QVBoxLayout(panel);
  column->setContentsMargins(14, 8, 14, 8);
  column->setSpacing(4);
  column->addWidget(new TransportBar(session_, actions_, panel));
  column->addWidget(make_timeline(session_, panel));
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
    show_title();
    seed_->setText(tr("seed %1").arg(session_.spec()->seed));
    bar_->setVisible(false);
    show_sight();
    show_chip();
    soon();
  });
  connect(&session_, &Session::problem, this, [this](const QString& text) { tell(text, true); });
  connect(&session_, &Session::bug, this, [this](const QString& text) {
    tell(tr("The simulator has broken a promise of its own. The run is paused; please save the scenario and report "
            "it.\n") +
             text,
         true);
  });
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

/// What stands beside the page depends on the page and on the room there is.
void MainWindow::arrange() {
  const QString id = current_page() != nullptr ? current_page()->objectName() : QString();
  const bool run = id != "scenarios";
  health_->setFixedHeight(health_->sizeHint().height());
  health_->setVisible(run && !presentation_);
  foot_->setVisible(run);
  side_->setVisible(run && side_wanted_ && !presentation_ && (id == "cluster" || id == "events"));
  event_log_.widget->setVisible(id == "cluster" && height() > 860 && !presentation_);
  rail_box_->setVisible(!presentation_);
  // A is a key of the charts, too: here only where the lesson stands.
  const bool class_room = lesson_->teacher() && !side_->isHidden();
  actions_.find("reveal")->setShortcuts(class_room ? QList<QKeySequence>{Qt::CTRL | Qt::Key_R, Qt::Key_A}
                                                   : QList<QKeySequence>{Qt::CTRL | Qt::Key_R});
  const bool narrow = width() < 1180 * style::font_scale();
  for (QToolButton* const button : header_buttons_)
    button->setToolButtonStyle(narrow ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
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
  const int side = width() < kNarrow ? kSideWidth - 50 : kSideWidth;
  side_->setFixedWidth(static_cast<int>(side * style::font_scale()));
  show_title();
  arrange();
}

void MainWindow::refresh_page() {
  if (!isVisible() || !session_.snapshot()) return;
  if (pages::Page* const page = current_page()) page->refresh();
  for (const Panel& panel : panels_)
    if (panel.widget->isVisible()) panel.refresh();
  if (event_log_.widget->isVisible()) event_log_.refresh();
  show_chip();
}

/// As much of it as there is room for.
void MainWindow::show_title() {
  if (!session_.spec()) return;
  const scenario::ScenarioSpec& spec = *session_.spec();
  QString title = QString::fromStdString(spec.title);
  if (!spec.variant.empty()) title += ": " + QString::fromStdString(spec.variant);
  title_->setToolTip(title);
  title_->setAccessibleName(title);
  const QFontMetrics metrics(style::ui_font(19, QFont::DemiBold));
  title_->setText(metrics.elidedText(
      title, Qt::ElideRight,
      std::max(width() - static_cast<int>((width() < 1180 * style::font_scale() ? 620 : 1050) * style::font_scale()),
               180)));
}

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

void MainWindow::tell(const QString& text, bool bad) {
  const QColor colour = bad ? style::theme().bad : style::theme().ok;
  bar_->setStyleSheet(QString("color: %1; background: %2; border: 1px solid %1; border-radius: 7px; padding: 6px 10px;")
                          .arg(colour.name(), style::mixed(style::theme().panel, colour, 0.12).name()));
  bar_->setFont(style::mono_font(12));
  bar_->setText(text);
  bar_->setVisible(true);
  if (!bad)
    QTimer::singleShot(6000, bar_, [this, text] {
      if (bar_->text() == text) bar_->setVisible(false);
    });
}

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
  QString words = title_->text() + "\n" + style::clock_text(session_.seconds()) + "\n" + health_->describe() + "\n";
  if (current_page() != nullptr) words += current_page()->title() + ": " + current_page()->describe() + "\n";
  return words + lesson_->describe();
}

}  // namespace app
