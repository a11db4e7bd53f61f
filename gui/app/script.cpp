#include "gui/app/script.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeySequence>
#include <QTextStream>
#include <functional>

#include "gui/app/parts.h"
#include "gui/style/theme.h"

namespace app {
namespace {

class Script {
 public:
  Script(const Options& options, bridge::Session& session, MainWindow& window)
      : options_(options), session_(session), window_(window) {
    QObject::connect(&session_, &bridge::Session::problem, &window_, [this](const QString& text) { problem_ = text; });
  }

  /// "", or why it could not be done.
  QString run(const QString& line) {
    const QString word = line.section(' ', 0, 0);
    const QString rest = line.section(' ', 1).trimmed();
    const auto it = commands_.find(word);
    if (it == commands_.end()) return QString("there is no command '%1'").arg(word);
    problem_.clear();
    const QString wrong = (this->*it.value())(rest);
    settle();
    return wrong.isEmpty() ? problem_ : wrong;
  }

 private:
  using Command = QString (Script::*)(const QString&);

  void settle() {
    window_.refresh_page();
    QApplication::sendPostedEvents();
    QApplication::processEvents();
  }

  QString seek(const QString& rest) {
    bool ok = false;
    const double to = rest.toDouble(&ok);
    if (!ok) return "a number of seconds is expected";
    session_.seek(to);
    return {};
  }
  QString step(const QString&) { return session_.step_event(), QString(); }
  QString step_back(const QString&) { return session_.step_back(), QString(); }
  QString next_turn(const QString&) { return session_.next_turn(), QString(); }
  QString inject(const QString& rest) { return session_.inject(rest), QString(); }
  QString until(const QString& rest) { return session_.run_until_so(rest), QString(); }
  QString plan(const QString& rest) {
    bool ok = false;
    const double at = rest.section(' ', 0, 0).toDouble(&ok);
    if (!ok) return "a number of seconds and a fault are expected";
    return session_.plan_fault(rest.section(' ', 1), at), QString();
  }
  QString heal(const QString& rest) {
    for (const view::FaultSpan& f : session_.record().faults())
      if (f.letter == rest.toStdString()) return session_.heal(f.fault), QString();
    return QString("there is no fault '%1'").arg(rest);
  }
  QString undo(const QString&) { return session_.undo_fault(), QString(); }
  QString page(const QString& rest) {
    if (window_.page(rest) == nullptr) return QString("there is no page '%1'").arg(rest);
    window_.show_page(rest);
    return {};
  }
  QString chart(const QString& rest) {
    return toggle_chart(*window_.page("charts"), rest) ? QString() : QString("there is no chart '%1'").arg(rest);
  }
  QString window(const QString& rest) {
    bool ok_from = false;
    bool ok_to = false;
    const double from = rest.section(' ', 0, 0).toDouble(&ok_from);
    const double to = rest.section(' ', 1, 1).toDouble(&ok_to);
    if (!ok_from || !ok_to) return "two numbers of seconds are expected";
    session_.window().show(from, to);
    return {};
  }
  QString theme(const QString& rest) {
    style::ThemeName name{};
    if (!style::theme_by_name(rest, name)) return "dark, light or high-contrast is expected";
    style::set_theme(name);
    window_.apply_theme();
    return {};
  }
  QString operators(const QString& rest) { return session_.set_operator_view(rest == "on"), QString(); }
  QString answer(const QString& rest) { return window_.lesson().answer(rest.toInt() - 1), QString(); }
  QString next_step(const QString&) { return window_.lesson().next(), QString(); }
  QString key(const QString& rest) {
    for (const ActionRegistry::Description& d : window_.actions().all())
      if (d.keys.contains(QKeySequence(rest))) return window_.actions().find(d.id)->trigger(), QString();
    return QString("no action has the key '%1'").arg(rest);
  }
  QString click(const QString& rest) {
    const QString name = QString(rest).remove('"');
    for (auto* const button : window_.findChildren<QAbstractButton*>())
      if (button->isVisible() &&
          (button->objectName() == name || button->text() == name || button->accessibleName() == name))
        return button->click(), QString();
    return QString("there is no button '%1' on the screen").arg(name);
  }
  QString shot(const QString& rest) {
    settle();
    const QString path = QDir(options_.out).filePath(rest);
    return window_.grab().save(path) ? QString() : "cannot write " + path;
  }
  QString expect(const QString& rest) {
    const QString words = rest.section(' ', 1).remove('"');
    if (window_.describe().contains(words)) return {};
    return QString("not on the screen: \"%1\"; there is:\n%2").arg(words, window_.describe());
  }
  QString dump(const QString& rest) {
    QFile file(QDir(options_.out).filePath(rest));
    if (!file.open(QIODevice::WriteOnly)) return file.errorString();
    QJsonObject state{{"seconds", session_.seconds()},
                      {"event", static_cast<qint64>(session_.snapshot()->event)},
                      {"page", window_.current_page()->objectName()},
                      {"description", window_.describe()}};
    QJsonArray faults;
    for (const view::FaultSpan& f : session_.record().faults())
      faults.append(QJsonObject{{"letter", QString::fromStdString(f.letter)},
                                {"kind", QString::fromStdString(f.kind)},
                                {"target", QString::fromStdString(f.target)}});
    state["faults"] = faults;
    file.write(QJsonDocument(state).toJson());
    return {};
  }

  const QHash<QString, Command> commands_{{"seek", &Script::seek},
                                          {"play-until", &Script::seek},
                                          {"step", &Script::step},
                                          {"step-back", &Script::step_back},
                                          {"next-turn", &Script::next_turn},
                                          {"inject", &Script::inject},
                                          {"until", &Script::until},
                                          {"plan", &Script::plan},
                                          {"heal", &Script::heal},
                                          {"undo", &Script::undo},
                                          {"page", &Script::page},
                                          {"chart", &Script::chart},
                                          {"window", &Script::window},
                                          {"theme", &Script::theme},
                                          {"operator", &Script::operators},
                                          {"answer", &Script::answer},
                                          {"next-step", &Script::next_step},
                                          {"key", &Script::key},
                                          {"click", &Script::click},
                                          {"shot", &Script::shot},
                                          {"expect", &Script::expect},
                                          {"dump", &Script::dump}};
  const Options& options_;
  bridge::Session& session_;
  MainWindow& window_;
  QString problem_;
};

}  // namespace

int run_script(const Options& options, bridge::Session& session, MainWindow& window) {
  QFile file(options.script);
  QTextStream errors(stderr);
  if (!file.open(QIODevice::ReadOnly)) {
    errors << "kafkasim-gui: " << options.script << ": " << file.errorString() << "\n";
    return kUsage;
  }
  Script script(options, session, window);
  int number = 0;
  while (!file.atEnd()) {
    ++number;
    const QString line = QString::fromUtf8(file.readLine()).trimmed();
    if (line.isEmpty() || line.startsWith('#')) continue;
    const QString wrong = script.run(line);
    if (wrong.isEmpty()) continue;
    errors << options.script << ":" << number << ": " << line << ": " << wrong << "\n";
    return kUsage;
  }
  return kGood;
}

}  // namespace app
