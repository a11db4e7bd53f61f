<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>ActiveFaults</name>
    <message>
        <source>Active faults</source>
        <translation>Aktive Störungen</translation>
    </message>
    <message>
        <source>Undo last fault by hand</source>
        <translation>Letzte eigene Störung zurücknehmen</translation>
    </message>
    <message>
        <source>Back to just before it, and it never happens</source>
        <translation>Zurück bis kurz davor; sie geschieht nie</translation>
    </message>
    <message>
        <source>Inject fault...</source>
        <translation>Stören ...</translation>
    </message>
    <message>
        <source>Ctrl+F, or right-click what it is to hit</source>
        <translation>Strg+F, oder Rechtsklick auf das, was es treffen soll</translation>
    </message>
    <message>
        <source>%1 %2 since %3</source>
        <translation>%1 %2 seit %3</translation>
    </message>
    <message>
        <source>, by hand</source>
        <translation>, von Hand</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>No fault is active.</source>
        <translation>Keine Störung ist aktiv.</translation>
    </message>
</context>
<context>
    <name>AlertsModel</name>
    <message>
        <source>enters %1</source>
        <translation>fährt in %1 ein</translation>
    </message>
    <message>
        <source>leaves %1</source>
        <translation>verlässt %1</translation>
    </message>
    <message>
        <source>%1: false, by an old report</source>
        <translation>%1: falsch, nach einer alten Meldung</translation>
    </message>
    <message>
        <source>%1: false, told before</source>
        <translation>%1: falsch, schon gemeldet</translation>
    </message>
    <message>
        <source>%1: missed</source>
        <translation>%1: verpasst</translation>
    </message>
    <message>
        <source>%1: missed between two reports</source>
        <translation>%1: verpasst zwischen zwei Meldungen</translation>
    </message>
    <message>
        <source>%1: not reported yet</source>
        <translation>%1: noch nicht gemeldet</translation>
    </message>
    <message>
        <source> late</source>
        <translation> zu spät</translation>
    </message>
    <message>
        <source>%1 truck %2 %3</source>
        <translation>%1 Lkw %2 %3</translation>
    </message>
    <message>
        <source>, %1 after it crossed</source>
        <translation>, %1 nach der Grenze</translation>
    </message>
    <message>
        <source>alert at</source>
        <translation>Alarm um</translation>
    </message>
    <message>
        <source>truck</source>
        <translation>Lkw</translation>
    </message>
    <message>
        <source>region</source>
        <translation>Gebiet</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nach</translation>
    </message>
</context>
<context>
    <name>AreaPanel</name>
    <message>
        <source>area statistics</source>
        <translation>Statistik des Bereichs</translation>
    </message>
    <message>
        <source>close area statistics</source>
        <translation>Statistik schließen</translation>
    </message>
    <message>
        <source>statistics of each series</source>
        <translation>Statistik jeder Reihe</translation>
    </message>
    <message>
        <source>series</source>
        <translation>Reihe</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>max</source>
        <translation>max</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>area</source>
        <translation>Fläche</translation>
    </message>
    <message>
        <source>was</source>
        <translation>vorher</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>delta</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>%1 (%2), %3 to %4</source>
        <translation>%1 (%2), %3 bis %4</translation>
    </message>
    <message>
        <source>No fault so far: there is no before and after.</source>
        <translation>Bisher keine Störung: es gibt kein Vorher und Nachher.</translation>
    </message>
    <message>
        <source>was, now: mean before and after %1</source>
        <translation>vorher, jetzt: Mittel vor und nach %1</translation>
    </message>
</context>
<context>
    <name>BarsChart</name>
    <message>
        <source>records </source>
        <translation>Sätze </translation>
    </message>
    <message>
        <source>No record was acknowledged in the last 5 s.</source>
        <translation>In den letzten 5 s wurde kein Satz bestätigt.</translation>
    </message>
    <message>
        <source>%1 to %2: %3 records</source>
        <translation>%1 bis %2: %3 Sätze</translation>
    </message>
    <message>
        <source>%1: no record was acknowledged in the last 5 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 records, most of them from %3 to %4</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BreakfixPage</name>
    <message numerus="yes">
        <source>%n exercise(s) solved, </source>
        <translation>
            <numerusform>%n Übung gelöst, </numerusform>
            <numerusform>%n Übungen gelöst, </numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hint(s) used</source>
        <translation>
            <numerusform>%n Hinweis gebraucht</numerusform>
            <numerusform>%n Hinweise gebraucht</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BrokerItem</name>
    <message>
        <source>DOWN  ZooKeeper still sees it: %1 s left</source>
        <translation>TOT  ZooKeeper sieht ihn noch: %1 s</translation>
    </message>
    <message>
        <source>DOWN  still in /brokers/ids</source>
        <translation>TOT  noch in /brokers/ids</translation>
    </message>
    <message>
        <source>DOWN  its session is over</source>
        <translation>TOT  seine Sitzung ist abgelaufen</translation>
    </message>
    <message>
        <source>STANDS STILL  session expires in %1 s</source>
        <translation>STEHT STILL  Sitzung läuft ab in %1 s</translation>
    </message>
    <message>
        <source>STANDS STILL</source>
        <translation>STEHT STILL</translation>
    </message>
    <message>
        <source>controlled shutdown, %1 leaders left</source>
        <translation>fährt geordnet herunter, noch %1 Leader</translation>
    </message>
    <message>
        <source>runs, not in /brokers/ids</source>
        <translation>läuft, nicht in /brokers/ids</translation>
    </message>
    <message numerus="yes">
        <source>catching up: %n replica(s) not in ISR</source>
        <translation>
            <numerusform>holt auf: %n Replikat nicht im ISR</numerusform>
            <numerusform>holt auf: %n Replikate nicht im ISR</numerusform>
        </translation>
    </message>
    <message>
        <source>leads %1   in %2   out %3</source>
        <translation>führt %1   ein %2   aus %3</translation>
    </message>
    <message>
        <source>, controller</source>
        <translation>, Controller</translation>
    </message>
    <message>
        <source>, fault %1</source>
        <translation>, Störung %1</translation>
    </message>
    <message>
        <source>FAULT %1</source>
        <translation>STÖRUNG %1</translation>
    </message>
    <message>
        <source>controller</source>
        <translation>Controller</translation>
    </message>
    <message>
        <source>handlers</source>
        <translation>Handler</translation>
    </message>
    <message>
        <source>disk</source>
        <translation>Platte</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>Schlange</translation>
    </message>
</context>
<context>
    <name>CellPainter</name>
    <message>
        <source>LEADER e%1</source>
        <translation>LEADER e%1</translation>
    </message>
    <message>
        <source>in sync</source>
        <translation>synchron</translation>
    </message>
    <message>
        <source>not in ISR</source>
        <translation>nicht im ISR</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>offline</translation>
    </message>
    <message>
        <source>ISR: still listed</source>
        <translation>ISR: noch gelistet</translation>
    </message>
    <message>
        <source>ISR: removed</source>
        <translation>ISR: entfernt</translation>
    </message>
    <message>
        <source>%1 behind</source>
        <translation>%1 zurück</translation>
    </message>
</context>
<context>
    <name>ChartsPage</name>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>window of time</source>
        <translation>Zeitfenster</translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation>Ganzer Lauf</translation>
    </message>
    <message>
        <source>Shows all of it (double click in a chart)</source>
        <translation>Zeigt alles (Doppelklick in ein Diagramm)</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>The window before (Backspace)</source>
        <translation>Das Fenster davor (Rücktaste)</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>The window moves on with the run (F)</source>
        <translation>Das Fenster geht mit dem Lauf mit (F)</translation>
    </message>
    <message>
        <source>Elections, rebalances</source>
        <translation>Wahlen, Rebalances</translation>
    </message>
    <message>
        <source>Triangles and dots at the foot of each chart</source>
        <translation>Dreiecke und Punkte am Fuß jedes Diagramms</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>Saves the samples that are shown</source>
        <translation>Speichert die gezeigten Werte</translation>
    </message>
    <message>
        <source>PNG</source>
        <translation>PNG</translation>
    </message>
    <message>
        <source>Saves the page as a picture</source>
        <translation>Speichert die Seite als Bild</translation>
    </message>
    <message>
        <source>+ Chart</source>
        <translation>+ Diagramm</translation>
    </message>
    <message>
        <source>Shows and hides charts</source>
        <translation>Zeigt und verbirgt Diagramme</translation>
    </message>
    <message>
        <source>charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>No run is open.</source>
        <translation>Kein Lauf ist offen.</translation>
    </message>
    <message>
        <source>Show %1 (%2)</source>
        <translation>%1 (%2) zeigen</translation>
    </message>
    <message>
        <source>Log scale</source>
        <translation>Logarithmisch</translation>
    </message>
    <message>
        <source>Pin on top	P</source>
        <translation>Nach vorn	P</translation>
    </message>
    <message>
        <source>Save CSV...</source>
        <translation>CSV speichern ...</translation>
    </message>
    <message>
        <source>Save PNG...</source>
        <translation>PNG speichern ...</translation>
    </message>
    <message>
        <source>Remove chart</source>
        <translation>Diagramm entfernen</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Marke</translation>
    </message>
    <message>
        <source>Mark at %1:</source>
        <translation>Marke bei %1:</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Save samples</source>
        <translation>Werte speichern</translation>
    </message>
    <message>
        <source>There is no chart %1 on this page.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClientModel</name>
    <message>
        <source>acks=%1%2, buffer %3 %</source>
        <translation>acks=%1%2, Puffer %3 %</translation>
    </message>
    <message>
        <source>, idempotent</source>
        <translation>, idempotent</translation>
    </message>
    <message>
        <source>producer</source>
        <translation>Producer</translation>
    </message>
    <message>
        <source>%1 of %2 run</source>
        <translation>%1 von %2 laufen</translation>
    </message>
    <message>
        <source>acknowledged records per second</source>
        <translation>bestätigte Sätze je Sekunde</translation>
    </message>
    <message>
        <source>records sent, neither acknowledged nor given up</source>
        <translation>gesendete Sätze, weder bestätigt noch aufgegeben</translation>
    </message>
    <message>
        <source>consumer</source>
        <translation>Consumer</translation>
    </message>
    <message>
        <source>lag</source>
        <translation>Lag</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) of %1</source>
        <translation>
            <numerusform>%n Partition von %1</numerusform>
            <numerusform>%n Partitionen von %1</numerusform>
        </translation>
    </message>
    <message>
        <source>down</source>
        <translation>tot</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>leaving</source>
        <translation>geht</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>JoinGroup sent</source>
        <translation>JoinGroup gesendet</translation>
    </message>
    <message>
        <source>SyncGroup sent</source>
        <translation>SyncGroup gesendet</translation>
    </message>
    <message>
        <source>stable</source>
        <translation>stabil</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Records/s</source>
        <translation>Sätze/s</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Bemerkung</translation>
    </message>
</context>
<context>
    <name>ClusterPage</name>
    <message>
        <source>Heal %1 (%2)</source>
        <translation>%1 heilen (%2)</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>No run is open. Choose a scenario.</source>
        <translation>Kein Lauf ist offen. Wählen Sie ein Szenario.</translation>
    </message>
    <message>
        <source>Cluster at %1</source>
        <translation>Cluster um %1</translation>
    </message>
    <message>
        <source>ZooKeeper has no quorum: no elections, data flow goes on</source>
        <translation>ZooKeeper hat kein Quorum: keine Wahlen, Daten fließen weiter</translation>
    </message>
    <message>
        <source>fault %1</source>
        <translation>Störung %1</translation>
    </message>
    <message>
        <source>Broker</source>
        <translation>Broker</translation>
    </message>
</context>
<context>
    <name>ClusterView</name>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Arrows move between brokers, clients and servers, Ctrl+arrows between a broker&apos;s replicas, Enter selects, the menu key offers faults, plus and minus zoom, 0 shows everything.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>A command, a page, a thing, a scenario; go 66; crash 2; p7 log; kill broker-102 for 10s</source>
        <translation>Ein Befehl, eine Seite, ein Ding, ein Szenario; go 66; crash 2; p7 log; kill broker-102 for 10s</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Commands that fit</source>
        <translation>Passende Befehle</translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message>
        <source>it has ended</source>
        <translation>sie ist vorbei</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Fork &amp;&amp; compare</source>
        <translation>Abzweigen &amp;&amp; vergleichen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Where the runs go apart</source>
        <translation>Wo sich die Läufe trennen</translation>
    </message>
    <message>
        <source>Fork and compare</source>
        <translation>Abzweigen und vergleichen</translation>
    </message>
    <message>
        <source>Compare with a run that was left</source>
        <translation>Mit einem verlassenen Lauf vergleichen</translation>
    </message>
    <message>
        <source>Progress of both runs</source>
        <translation>Fortschritt beider Läufe</translation>
    </message>
    <message>
        <source>Cancel both runs</source>
        <translation>Beide Läufe abbrechen</translation>
    </message>
    <message>
        <source>Overlay (O)</source>
        <translation>Übereinander (O)</translation>
    </message>
    <message>
        <source>Both runs in one chart</source>
        <translation>Beide Läufe in einem Diagramm</translation>
    </message>
    <message>
        <source>Many seeds</source>
        <translation>Viele Seeds</translation>
    </message>
    <message>
        <source>Box plots over many seeds</source>
        <translation>Box-Plots über viele Seeds</translation>
    </message>
    <message>
        <source>What came of both runs</source>
        <translation>Was aus beiden Läufen wurde</translation>
    </message>
    <message>
        <source>produce latency p99</source>
        <translation>Latenz von Produce p99</translation>
    </message>
    <message>
        <source>acknowledged records</source>
        <translation>bestätigte Sätze</translation>
    </message>
    <message>
        <source>consumer lag</source>
        <translation>Consumer-Lag</translation>
    </message>
    <message>
        <source>offline partitions</source>
        <translation>Partitionen offline</translation>
    </message>
    <message>
        <source>no other run yet</source>
        <translation>noch kein anderer Lauf</translation>
    </message>
    <message>
        <source>compare with a run that was left ...</source>
        <translation>mit einem verlassenen Lauf vergleichen ...</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n fault(s) by hand)</source>
        <translation>
            <numerusform>%1 (%n eigene Störung)</numerusform>
            <numerusform>%1 (%n eigene Störungen)</numerusform>
        </translation>
    </message>
    <message>
        <source>Both runs are under way: %1, and %2.</source>
        <translation>Beide Läufe sind unterwegs: %1 und %2.</translation>
    </message>
    <message>
        <source>Two runs of the same scenario show what a setting is worth. &quot;Fork &amp; compare&quot; runs this one again with something changed; or choose a run that was left.</source>
        <translation>Zwei Läufe desselben Szenarios zeigen, was eine Einstellung wert ist. „Abzweigen &amp; vergleichen“ rechnet diesen noch einmal mit einer Änderung; oder wählen Sie einen verlassenen Lauf.</translation>
    </message>
    <message>
        <source>No scenario is open.</source>
        <translation>Kein Szenario ist offen.</translation>
    </message>
    <message>
        <source>The runs are identical, event by event.</source>
        <translation>Die Läufe sind gleich, Ereignis für Ereignis.</translation>
    </message>
    <message>
        <source>The runs differ from the beginning.</source>
        <translation>Die Läufe sind von Anfang an verschieden.</translation>
    </message>
    <message>
        <source>Identical up to event %1 (%2).</source>
        <translation>Gleich bis zum Ereignis %1 (%2).</translation>
    </message>
    <message>
        <source>Then only requests differ, which are not told one by one.</source>
        <translation>Danach unterscheiden sich nur Anfragen, die nicht einzeln erzählt werden.</translation>
    </message>
    <message>
        <source>First difference that is told:  A: %1.  B: %2.</source>
        <translation>Erster erzählter Unterschied:  A: %1.  B: %2.</translation>
    </message>
</context>
<context>
    <name>DockArea</name>
    <message>
        <source>Tear off or put back: %1</source>
        <translation>Abreißen oder zurücksetzen: %1</translation>
    </message>
    <message>
        <source>Close: %1</source>
        <translation>Schließen: %1</translation>
    </message>
</context>
<context>
    <name>EventLog</name>
    <message>
        <source>Event log</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Mistake in the filter</source>
        <translation>Fehler im Filter</translation>
    </message>
    <message>
        <source>faults</source>
        <translation>Störungen</translation>
    </message>
    <message>
        <source>elections</source>
        <translation>Wahlen</translation>
    </message>
    <message>
        <source>ISR</source>
        <translation>ISR</translation>
    </message>
    <message>
        <source>groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>ZooKeeper</source>
        <translation>ZooKeeper</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>internal topics</source>
        <translation>interne Topics</translation>
    </message>
    <message>
        <source>Partitions of __consumer_offsets and __transaction_state, too</source>
        <translation>Auch Partitionen von __consumer_offsets und __transaction_state</translation>
    </message>
    <message>
        <source>Filter of the event log</source>
        <translation>Filter der Ereignisse</translation>
    </message>
    <message>
        <source>filter: broker-102 and not fetch</source>
        <translation>Filter: broker-102 and not fetch</translation>
    </message>
    <message>
        <source>Words, &quot;text&quot;, and, or, not, ( ), and comparisons: time &gt; 60, kind = election, who = orders-0, where, name, number, cause, because ~ session, turn = yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 zeigen</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>At character %1: %2</source>
        <translation>Bei Zeichen %1: %2</translation>
    </message>
    <message>
        <source>No scenario is open.</source>
        <translation>Kein Szenario ist offen.</translation>
    </message>
    <message>
        <source>Nothing has happened yet that is worth a line. Press play.</source>
        <translation>Noch ist nichts geschehen, was eine Zeile wert wäre. Drücken Sie Start.</translation>
    </message>
    <message>
        <source>No event passes the chips and the filter.</source>
        <translation>Kein Ereignis passt zu Auswahl und Filter.</translation>
    </message>
    <message>
        <source>%1 events are listed.</source>
        <translation>%1 Ereignisse sind gelistet.</translation>
    </message>
</context>
<context>
    <name>EventModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
</context>
<context>
    <name>EventsPage</name>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Event log and sequence chart</source>
        <translation>Ereignisse und Ablaufdiagramm</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>page %1</source>
        <translation>Seite %1</translation>
    </message>
    <message>
        <source>Picture of the %1 (PNG)</source>
        <translation>Bild: %1 (PNG)</translation>
    </message>
    <message>
        <source>Picture of the %1 (PDF)</source>
        <translation>Bild: %1 (PDF)</translation>
    </message>
    <message>
        <source>Picture of the %1 (SVG)</source>
        <translation>Bild: %1 (SVG)</translation>
    </message>
    <message>
        <source>Numbers of the %1 (CSV)</source>
        <translation>Zahlen: %1 (CSV)</translation>
    </message>
    <message>
        <source>Events of the run so far (CSV)</source>
        <translation>Ereignisse des Laufs bisher (CSV)</translation>
    </message>
    <message>
        <source>Events of the run so far (JSON lines)</source>
        <translation>Ereignisse des Laufs bisher (JSON-Zeilen)</translation>
    </message>
    <message>
        <source>Report of the whole run (HTML)</source>
        <translation>Bericht des ganzen Laufs (HTML)</translation>
    </message>
    <message>
        <source>Journal: the scenario with your faults (YAML)</source>
        <translation>Journal: das Szenario mit Ihren Störungen (YAML)</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Fineness</source>
        <translation>Feinheit</translation>
    </message>
    <message>
        <source>1x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>as on the screen</source>
        <translation>wie auf dem Bildschirm</translation>
    </message>
    <message>
        <source>slide, 16:9 (1600 x 900)</source>
        <translation>Folie, 16:9 (1600 x 900)</translation>
    </message>
    <message>
        <source>column of a paper (1040 x 780)</source>
        <translation>Spalte eines Artikels (1040 x 780)</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>light</source>
        <translation>hell</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>dunkel</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>all, as they were sampled</source>
        <translation>alle, wie gemessen</translation>
    </message>
    <message>
        <source>least, mean and most of 500 columns</source>
        <translation>Minimum, Mittel und Maximum von 500 Spalten</translation>
    </message>
    <message>
        <source>least, mean and most of 1500 columns</source>
        <translation>Minimum, Mittel und Maximum von 1500 Spalten</translation>
    </message>
    <message>
        <source>Choose a file ...</source>
        <translation>Datei wählen ...</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The run is run to its end once more, with your faults; one file that needs no other.</source>
        <translation>Der Lauf wird mit Ihren Störungen noch einmal bis zum Ende gerechnet; eine Datei, die keine andere braucht.</translation>
    </message>
    <message>
        <source>kafkasim run FILE makes the same run, to the last event.</source>
        <translation>kafkasim run DATEI macht denselben Lauf, bis zum letzten Ereignis.</translation>
    </message>
    <message>
        <source>Those that the event log tells, with their causes.</source>
        <translation>Die, die das Ereignisfenster erzählt, mit ihren Ursachen.</translation>
    </message>
</context>
<context>
    <name>FaultDialog</name>
    <message>
        <source>Inject a fault</source>
        <translation>Stören</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>For how long</source>
        <translation>Wie lange</translation>
    </message>
    <message>
        <source>10s; empty: until the end of the run</source>
        <translation>10s; leer: bis zum Ende des Laufs</translation>
    </message>
    <message>
        <source>How it is stopped</source>
        <translation>Wie angehalten wird</translation>
    </message>
    <message>
        <source>clean, kill or power-loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other end</source>
        <translation>Anderes Ende</translation>
    </message>
    <message>
        <source>broker-101, zookeeper; empty: everybody else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>both, out or in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added latency</source>
        <translation>Zusätzliche Latenz</translation>
    </message>
    <message>
        <source>100ms, one way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>And up to</source>
        <translation>Und bis zu</translation>
    </message>
    <message>
        <source>20ms more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bandwidth</source>
        <translation>Bandbreite</translation>
    </message>
    <message>
        <source>1 MB/s; empty: as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grows over</source>
        <translation>Wächst über</translation>
    </message>
    <message>
        <source>10s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>1% of messages break their connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times as slow</source>
        <translation>So viel langsamer</translation>
    </message>
    <message>
        <source>10</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Again every</source>
        <translation>Wieder alle</translation>
    </message>
    <message>
        <source>60s; empty: once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times in all</source>
        <translation>Insgesamt</translation>
    </message>
    <message>
        <source>3; empty: until the end of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written into the run&apos;s journal:</source>
        <translation>Ins Journal des Laufs geschrieben:</translation>
    </message>
    <message>
        <source>Inject</source>
        <translation>Stören</translation>
    </message>
</context>
<context>
    <name>FaultMenu</name>
    <message>
        <source>for %1</source>
        <translation>für %1</translation>
    </message>
    <message>
        <source>Faults of %1</source>
        <translation>Störungen von %1</translation>
    </message>
    <message>
        <source>Its leader</source>
        <translation>Ihr Leader</translation>
    </message>
    <message>
        <source>One of its followers</source>
        <translation>Einer ihrer Follower</translation>
    </message>
    <message>
        <source>All its followers</source>
        <translation>Alle ihre Follower</translation>
    </message>
    <message>
        <source>Inject fault...	Ctrl+F</source>
        <translation>Stören ...	Ctrl+F</translation>
    </message>
    <message>
        <source>Kill for 60 s	K</source>
        <translation>Für 60 s töten	K</translation>
    </message>
    <message>
        <source>Hang for 30 s, as in a GC pause	H</source>
        <translation>Für 30 s anhalten, wie in einer GC-Pause	H</translation>
    </message>
    <message>
        <source>Disk 10 times slower for 60 s	D</source>
        <translation>Platte 60 s lang 10-mal langsamer	D</translation>
    </message>
    <message>
        <source>Restart cleanly	R</source>
        <translation>Geordnet neu starten	R</translation>
    </message>
    <message>
        <source>Cut the network...	P</source>
        <translation>Netz trennen ...	P</translation>
    </message>
    <message>
        <source>%1 times slower</source>
        <translation>%1-mal langsamer</translation>
    </message>
    <message>
        <source>Other...</source>
        <translation>Anderes ...</translation>
    </message>
    <message>
        <source>Everybody else</source>
        <translation>Alle anderen</translation>
    </message>
    <message>
        <source>All ZooKeeper servers</source>
        <translation>Alle ZooKeeper-Server</translation>
    </message>
    <message>
        <source>back at once</source>
        <translation>sofort zurück</translation>
    </message>
    <message>
        <source>back after %1</source>
        <translation>zurück nach %1</translation>
    </message>
    <message>
        <source>until the end of the run</source>
        <translation>bis zum Ende des Laufs</translation>
    </message>
</context>
<context>
    <name>FlightItem</name>
    <message>
        <source>reduced motion: the brighter a link, the more batches</source>
        <translation>weniger Bewegung: je heller eine Linie, desto mehr Batches</translation>
    </message>
    <message>
        <source>exact mode: each dot is a batch, colour = partition</source>
        <translation>genau: jeder Punkt ist ein Batch, Farbe = Partition</translation>
    </message>
    <message>
        <source>flow mode: nothing flows</source>
        <translation>Fluss: nichts fließt</translation>
    </message>
    <message>
        <source>flow mode: 1 dot = 1 batch, colour = partition</source>
        <translation>Fluss: 1 Punkt = 1 Batch, Farbe = Partition</translation>
    </message>
    <message>
        <source>flow mode: 1 dot = %1 batches, colour = partition</source>
        <translation>Fluss: 1 Punkt = %1 Batches, Farbe = Partition</translation>
    </message>
</context>
<context>
    <name>ForkDialog</name>
    <message>
        <source>Fork &amp; compare</source>
        <translation>Abzweigen &amp; vergleichen</translation>
    </message>
    <message>
        <source>A is the run that is open, with the faults made by hand. B is the same from the beginning, with what you change here. Both run to their ends in the background.</source>
        <translation>A ist der offene Lauf mit Ihren Störungen. B ist derselbe von Anfang an, mit dem, was Sie hier ändern. Beide laufen im Hintergrund bis zum Ende.</translation>
    </message>
    <message>
        <source>Run both</source>
        <translation>Beide laufen lassen</translation>
    </message>
    <message>
        <source>Variant of B</source>
        <translation>Variante von B</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>wie es ist</translation>
    </message>
    <message>
        <source>the scenario itself</source>
        <translation>das Szenario selbst</translation>
    </message>
    <message>
        <source>variant</source>
        <translation>Variante</translation>
    </message>
    <message>
        <source>Seed of B</source>
        <translation>Seed von B</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>Seed</translation>
    </message>
</context>
<context>
    <name>Freshness</name>
    <message>
        <source>%1 trucks, one report every %2</source>
        <translation>%1 Lkw, eine Meldung alle %2</translation>
    </message>
    <message>
        <source>on time (at most %1 old)</source>
        <translation>pünktlich (höchstens %1 alt)</translation>
    </message>
    <message>
        <source>late (%1 to %2)</source>
        <translation>spät (%1 bis %2)</translation>
    </message>
    <message>
        <source>lost from sight (over %1)</source>
        <translation>aus den Augen (über %1)</translation>
    </message>
    <message>
        <source>never shown</source>
        <translation>nie gezeigt</translation>
    </message>
    <message>
        <source>age p50 %1, p95 %2, oldest %3; worst position error %4 km</source>
        <translation>Alter p50 %1, p95 %2, älteste %3; größter Fehler der Position %4 km</translation>
    </message>
    <message>
        <source>ring: where the truck is</source>
        <translation>Ring: wo der Lkw ist</translation>
    </message>
    <message>
        <source>arrow: where the dashboard shows it</source>
        <translation>Pfeil: wo die Karte ihn zeigt</translation>
    </message>
</context>
<context>
    <name>GanttView</name>
    <message>
        <source>Members and partitions of the group over time</source>
        <translation>Mitglieder und Partitionen der Gruppe über die Zeit</translation>
    </message>
    <message>
        <source>nobody reads</source>
        <translation>niemand liest</translation>
    </message>
    <message>
        <source>not running</source>
        <translation>läuft nicht</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>untätig</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>Partitionen</translation>
    </message>
    <message>
        <source>%1 partitions move, %2</source>
        <translation>%1 Partitionen wandern, %2</translation>
    </message>
    <message>
        <source>stop the world %1</source>
        <translation>Stillstand %1</translation>
    </message>
    <message>
        <source>%1 (fault %2)</source>
        <translation>%1 (Störung %2)</translation>
    </message>
</context>
<context>
    <name>GroupItem</name>
    <message>
        <source>no coordinator knows it</source>
        <translation>kein Koordinator kennt sie</translation>
    </message>
    <message numerus="yes">
        <source>group %1: %2, generation %3, lag %4, %n member(s)</source>
        <translation>
            <numerusform>Gruppe %1: %2, Generation %3, Lag %4, %n Mitglied</numerusform>
            <numerusform>Gruppe %1: %2, Generation %3, Lag %4, %n Mitglieder</numerusform>
        </translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>%1 %2 gen %3 %2 lag %4</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GroupModel</name>
    <message>
        <source>its process does not run</source>
        <translation>sein Prozess läuft nicht</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>nobody reads it</source>
        <translation>niemand liest sie</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Current offset</source>
        <translation>Offset jetzt</translation>
    </message>
    <message>
        <source>Log end offset</source>
        <translation>Ende des Logs</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>Lag</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Mitglied</translation>
    </message>
</context>
<context>
    <name>GroupsPage</name>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>This scenario has no consumer groups.</source>
        <translation>Dieses Szenario hat keine Consumer-Gruppen.</translation>
    </message>
    <message>
        <source>Consumer group</source>
        <translation>Consumer-Gruppe</translation>
    </message>
    <message>
        <source>Lag of the group</source>
        <translation>Lag der Gruppe</translation>
    </message>
    <message>
        <source>Close the explanation</source>
        <translation>Erklärung schließen</translation>
    </message>
    <message>
        <source>Explanation of the chosen bar</source>
        <translation>Erklärung des gewählten Balkens</translation>
    </message>
    <message>
        <source>no coordinator</source>
        <translation>kein Koordinator</translation>
    </message>
    <message>
        <source>coordinator broker %1</source>
        <translation>Koordinator Broker %1</translation>
    </message>
    <message>
        <source>generation %1</source>
        <translation>Generation %1</translation>
    </message>
    <message>
        <source>no assignor yet</source>
        <translation>noch kein Assignor</translation>
    </message>
    <message>
        <source>assignor %1</source>
        <translation>Assignor %1</translation>
    </message>
    <message>
        <source>who owns how many partitions, %1</source>
        <translation>wer wie viele Partitionen hat, %1</translation>
    </message>
    <message>
        <source>rebalances in window</source>
        <translation>Rebalances im Fenster</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>stop the world</source>
        <translation>Stillstand</translation>
    </message>
    <message>
        <source>partition-seconds unread</source>
        <translation>ungelesene Partitionssekunden</translation>
    </message>
    <message>
        <source>longest gap: partition %1 (%2)</source>
        <translation>längste Lücke: Partition %1 (%2)</translation>
    </message>
    <message>
        <source>longest gap</source>
        <translation>längste Lücke</translation>
    </message>
    <message>
        <source>records read twice</source>
        <translation>Sätze doppelt gelesen</translation>
    </message>
    <message>
        <source>Group %1, %2.</source>
        <translation>Gruppe %1, %2.</translation>
    </message>
    <message>
        <source>In the window: %1 rebalances, stop the world %2, %3 partition-seconds unread, %4 records read twice.</source>
        <translation>Im Fenster: %1 Rebalances, Stillstand %2, %3 ungelesene Partitionssekunden, %4 Sätze doppelt gelesen.</translation>
    </message>
    <message>
        <source>Longest gap %1 in partition %2: %3.</source>
        <translation>Längste Lücke %1 in Partition %2: %3.</translation>
    </message>
    <message>
        <source>%1 owns %2 partitions, lag %3.</source>
        <translation>%1 besitzt %2 Partitionen, Lag %3.</translation>
    </message>
    <message>
        <source>%1 does not run.</source>
        <translation>%1 läuft nicht.</translation>
    </message>
    <message>
        <source>Nobody reads %1: %2.</source>
        <translation>Niemand liest %1: %2.</translation>
    </message>
</context>
<context>
    <name>HealthStrip</name>
    <message>
        <source>Brokers</source>
        <translation>Broker</translation>
    </message>
    <message>
        <source>Controllers</source>
        <translation>Controller</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>&lt; min ISR</source>
        <translation>&lt; min ISR</translation>
    </message>
    <message>
        <source>Unclean</source>
        <translation>Unsauber</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>Lag</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Verloren</translation>
    </message>
    <message>
        <source>Under-repl.</source>
        <translation>Unterrepl.</translation>
    </message>
    <message>
        <source>Ctrl.</source>
        <translation>Ctrl.</translation>
    </message>
    <message>
        <source>URP</source>
        <translation>URP</translation>
    </message>
    <message>
        <source>In</source>
        <translation>Ein</translation>
    </message>
    <message>
        <source>%1, really %2</source>
        <translation>%1, wirklich %2</translation>
    </message>
    <message>
        <source>, really %1</source>
        <translation>, wirklich %1</translation>
    </message>
    <message>
        <source>?, really %1</source>
        <translation>?, wirklich %1</translation>
    </message>
    <message>
        <source>Health of the cluster</source>
        <translation>Gesundheit des Clusters</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Inspector</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>What is shown of it</source>
        <translation>Was davon gezeigt wird</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>Replikate</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Topics</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>Output of the tool</source>
        <translation>Ausgabe des Werkzeugs</translation>
    </message>
    <message>
        <source>Kafka&apos;s tools</source>
        <translation>Kafkas Werkzeuge</translation>
    </message>
    <message>
        <source>Whole cluster</source>
        <translation>Ganzer Cluster</translation>
    </message>
    <message>
        <source>No run is open.</source>
        <translation>Kein Lauf ist offen.</translation>
    </message>
    <message numerus="yes">
        <source>broker.id %1, %n replica(s), leads %2</source>
        <translation>
            <numerusform>broker.id %1, %n Replikat, führt %2</numerusform>
            <numerusform>broker.id %1, %n Replikate, führt %2</numerusform>
        </translation>
    </message>
    <message>
        <source>, rack %1</source>
        <translation>, Rack %1</translation>
    </message>
    <message>
        <source>, controller</source>
        <translation>, Controller</translation>
    </message>
    <message>
        <source>preferred leader %1, leader %2, min.insync.replicas %3: %4</source>
        <translation>bevorzugter Leader %1, Leader %2, min.insync.replicas %3: %4</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Pause the run: then the tools say what they see at that instant.</source>
        <translation>Halten Sie den Lauf an: dann sagen die Werkzeuge, was sie jetzt sehen.</translation>
    </message>
    <message>
        <source>This is a recorded picture: let go of the time line, then the tools can be asked.</source>
        <translation>Dies ist ein aufgezeichnetes Bild: lassen Sie die Zeitleiste los, dann kann man die Werkzeuge fragen.</translation>
    </message>
</context>
<context>
    <name>LagStrip</name>
    <message>
        <source>No group has read a partition so far.</source>
        <translation>Bisher hat keine Gruppe eine Partition gelesen.</translation>
    </message>
    <message>
        <source>%1 rows, none to %2 records, log scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: no group has read a partition so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 rows, the largest lag is %3 records, of %4</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LegendBar</name>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
    <message>
        <source>leader</source>
        <translation>Leader</translation>
    </message>
    <message>
        <source>follower in sync</source>
        <translation>Follower, synchron</translation>
    </message>
    <message>
        <source>not in ISR</source>
        <translation>nicht im ISR</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>offline</translation>
    </message>
    <message>
        <source>above the high watermark: not yet readable</source>
        <translation>über der High Watermark: noch nicht lesbar</translation>
    </message>
    <message numerus="yes">
        <source>and %n more topic(s)</source>
        <translation>
            <numerusform>und %n weiteres Topic</numerusform>
            <numerusform>und %n weitere Topics</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LessonPanel</name>
    <message>
        <source>Step back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>The step before</source>
        <translation>Der Schritt davor</translation>
    </message>
    <message>
        <source>The next step of the lesson</source>
        <translation>Der nächste Schritt der Lektion</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>Lektion</translation>
    </message>
    <message>
        <source>Predict:</source>
        <translation>Was kommt?</translation>
    </message>
    <message>
        <source>Right.</source>
        <translation>Richtig.</translation>
    </message>
    <message>
        <source>Not so.</source>
        <translation>So nicht.</translation>
    </message>
    <message>
        <source>It is: %1.</source>
        <translation>Es ist: %1.</translation>
    </message>
    <message>
        <source>The run proves it: see &quot;%1&quot; at its end.</source>
        <translation>Der Lauf beweist es: siehe „%1“ an seinem Ende.</translation>
    </message>
    <message>
        <source>%1 does not wait for all replicas (acks=%2): its records are at risk at every failure</source>
        <translation>%1 wartet nicht auf alle Replikate (acks=%2): seine Sätze sind bei jedem Ausfall in Gefahr</translation>
    </message>
</context>
<context>
    <name>LinksItem</name>
    <message>
        <source>session expires in %1 s</source>
        <translation>Sitzung läuft ab in %1 s</translation>
    </message>
    <message>
        <source>Producers</source>
        <translation>Producer</translation>
    </message>
    <message>
        <source>Consumer groups</source>
        <translation>Consumer-Gruppen</translation>
    </message>
    <message>
        <source>ZooKeeper ensemble</source>
        <translation>ZooKeeper-Ensemble</translation>
    </message>
    <message>
        <source>no quorum: no elections, data flow goes on</source>
        <translation>kein Quorum: keine Wahlen, Daten fließen weiter</translation>
    </message>
</context>
<context>
    <name>LogPage</name>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>There is no topic yet: a log is shown as soon as a partition has one.</source>
        <translation>Noch gibt es kein Topic: ein Log erscheint, sobald eine Partition eines hat.</translation>
    </message>
    <message>
        <source>Log end offset per replica and high watermark</source>
        <translation>Ende des Logs je Replikat und High Watermark</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>Partitionen</translation>
    </message>
    <message>
        <source>Close the record&apos;s life</source>
        <translation>Leben des Satzes schließen</translation>
    </message>
    <message>
        <source>Life of the chosen record</source>
        <translation>Leben des gewählten Satzes</translation>
    </message>
    <message>
        <source>%1, a bar for each replica</source>
        <translation>%1, ein Balken je Replikat</translation>
    </message>
    <message>
        <source>LEO broker %1</source>
        <translation>LEO Broker %1</translation>
    </message>
    <message>
        <source>high watermark</source>
        <translation>High Watermark</translation>
    </message>
    <message>
        <source>offset of %1</source>
        <translation>Offset von %1</translation>
    </message>
    <message>
        <source>Record at offset %1</source>
        <translation>Satz am Offset %1</translation>
    </message>
    <message>
        <source>Broker %1 does not hold it at this instant.</source>
        <translation>Broker %1 hat ihn jetzt nicht.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>kafkasim</source>
        <translation>kafkasim</translation>
    </message>
    <message>
        <source>Page: %1</source>
        <translation>Seite: %1</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>Lektion</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Event log</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>The simulator has broken a promise of its own. The run is paused; please save the journal and report it.</source>
        <translation>Der Simulator hat ein eigenes Versprechen gebrochen. Der Lauf ist angehalten; bitte speichern Sie das Journal und melden Sie es.</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>Seed %1</translation>
    </message>
    <message>
        <source>replay differs</source>
        <translation>Wiederholung weicht ab</translation>
    </message>
    <message>
        <source>replay verified</source>
        <translation>Wiederholung geprüft</translation>
    </message>
    <message>
        <source>deterministic</source>
        <translation>deterministisch</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Back to the beginning</source>
        <translation>Zurück zum Anfang</translation>
    </message>
    <message>
        <source>One event back</source>
        <translation>Ein Ereignis zurück</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>One event forward</source>
        <translation>Ein Ereignis weiter</translation>
    </message>
    <message>
        <source>To the next event that changes something</source>
        <translation>Zum nächsten Ereignis, das etwas ändert</translation>
    </message>
    <message>
        <source>To the last event that changed something</source>
        <translation>Zum letzten Ereignis, das etwas änderte</translation>
    </message>
    <message>
        <source>As fast as possible to the end</source>
        <translation>So schnell wie möglich bis zum Ende</translation>
    </message>
    <message>
        <source>To the end of the run</source>
        <translation>Zum Ende des Laufs</translation>
    </message>
    <message>
        <source>Half the speed</source>
        <translation>Halbe Geschwindigkeit</translation>
    </message>
    <message>
        <source>Twice the speed</source>
        <translation>Doppelte Geschwindigkeit</translation>
    </message>
    <message>
        <source>Run until ...</source>
        <translation>Laufen bis ...</translation>
    </message>
    <message>
        <source>Run until</source>
        <translation>Laufen bis</translation>
    </message>
    <message>
        <source>Simulated seconds</source>
        <translation>Simulierte Sekunden</translation>
    </message>
    <message>
        <source>Stop what is under way</source>
        <translation>Anhalten, was gerade läuft</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Operator&apos;s view</source>
        <translation>Sicht des Betriebs</translation>
    </message>
    <message>
        <source>What the metrics of a real cluster would say at this instant, instead of what is so (V)</source>
        <translation>Was die Metriken eines echten Clusters jetzt sagen würden, statt dessen, was ist (V)</translation>
    </message>
    <message>
        <source>Dark or light theme</source>
        <translation>Dunkel oder hell</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Motion: full or reduced</source>
        <translation>Bewegung: voll oder weniger</translation>
    </message>
    <message>
        <source>Settings ...</source>
        <translation>Einstellungen ...</translation>
    </message>
    <message>
        <source>Presentation</source>
        <translation>Vorführung</translation>
    </message>
    <message>
        <source>Bigger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Teacher: steps by hand, answers hidden</source>
        <translation>Lehrende: Schritte von Hand, Antworten verborgen</translation>
    </message>
    <message>
        <source>Show the answer of the lesson&apos;s question</source>
        <translation>Antwort auf die Frage der Lektion zeigen</translation>
    </message>
    <message>
        <source>Describe what is on the screen</source>
        <translation>Beschreiben, was auf dem Bildschirm ist</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>Alle Tasten</translation>
    </message>
    <message>
        <source>What is modelled, and what is not</source>
        <translation>Was nachgebildet ist und was nicht</translation>
    </message>
    <message>
        <source>Panels beside the page</source>
        <translation>Fenster neben der Seite</translation>
    </message>
    <message>
        <source>Panel: lesson</source>
        <translation>Fenster: Lektion</translation>
    </message>
    <message>
        <source>Panel: why</source>
        <translation>Fenster: Warum</translation>
    </message>
    <message>
        <source>Panel: inspector</source>
        <translation>Fenster: Details</translation>
    </message>
    <message>
        <source>Panel: event log</source>
        <translation>Fenster: Ereignisse</translation>
    </message>
    <message>
        <source>Panels: all back to their places</source>
        <translation>Fenster: alle zurück an ihren Platz</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Search or run a command</source>
        <translation>Suchen oder Befehl</translation>
    </message>
    <message>
        <source>Inject fault</source>
        <translation>Stören</translation>
    </message>
    <message>
        <source>Undo the last fault by hand</source>
        <translation>Letzte eigene Störung zurücknehmen</translation>
    </message>
    <message>
        <source>Fork &amp;&amp; compare</source>
        <translation>Abzweigen &amp;&amp; vergleichen</translation>
    </message>
    <message>
        <source>Open a scenario file ...</source>
        <translation>Szenariodatei öffnen ...</translation>
    </message>
    <message>
        <source>Save as scenario ...</source>
        <translation>Als Szenario speichern ...</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Open a scenario</source>
        <translation>Szenario öffnen</translation>
    </message>
    <message>
        <source>Scenarios (*.yaml *.yml)</source>
        <translation>Szenarien (*.yaml *.yml)</translation>
    </message>
    <message>
        <source>Save as scenario</source>
        <translation>Als Szenario speichern</translation>
    </message>
    <message>
        <source>Scenarios (*.yaml)</source>
        <translation>Szenarien (*.yaml)</translation>
    </message>
    <message>
        <source>Saved. The same run: kafkasim run %1</source>
        <translation>Gespeichert. Derselbe Lauf: kafkasim run %1</translation>
    </message>
    <message>
        <source>Save journal</source>
        <translation>Journal speichern</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>Gespeichert: %1</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>On the screen</source>
        <translation>Auf dem Bildschirm</translation>
    </message>
    <message>
        <source>broker</source>
        <translation>Broker</translation>
    </message>
    <message>
        <source>partition</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>producer</source>
        <translation>Producer</translation>
    </message>
    <message>
        <source>group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Log of %1</source>
        <translation>Log von %1</translation>
    </message>
    <message>
        <source>%1 in the cluster</source>
        <translation>%1 im Cluster</translation>
    </message>
    <message>
        <source>event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>Gehe zu %1</translation>
    </message>
    <message>
        <source>Fault now: %1</source>
        <translation>Störung jetzt: %1</translation>
    </message>
    <message>
        <source>fault</source>
        <translation>Störung</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>Szenarien</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Trucks</source>
        <translation>Lkw</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Views take a key before the window does; right and left step through the run where no view has use for them.</source>
        <translation>Ansichten bekommen eine Taste vor dem Fenster; Rechts und Links gehen im Lauf schrittweise, wo keine Ansicht sie braucht.</translation>
    </message>
</context>
<context>
    <name>MemberItem</name>
    <message>
        <source>down</source>
        <translation>tot</translation>
    </message>
    <message>
        <source>down, still owns</source>
        <translation>tot, besitzt noch</translation>
    </message>
    <message>
        <source>idle: no partition left</source>
        <translation>untätig: keine Partition übrig</translation>
    </message>
    <message>
        <source>%1: %2, owns %3, lag %4</source>
        <translation>%1: %2, besitzt %3, Lag %4</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>, fault %1</source>
        <translation>, Störung %1</translation>
    </message>
    <message>
        <source>lag</source>
        <translation>Lag</translation>
    </message>
</context>
<context>
    <name>NewsBar</name>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Save journal ...</source>
        <translation>Journal speichern ...</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
</context>
<context>
    <name>OddsPanel</name>
    <message>
        <source>Run the seeds</source>
        <translation>Seeds rechnen</translation>
    </message>
    <message>
        <source>Both settings with many seeds</source>
        <translation>Beide Einstellungen mit vielen Seeds</translation>
    </message>
    <message>
        <source>How many seeds</source>
        <translation>Wie viele Seeds</translation>
    </message>
    <message>
        <source> seeds x 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run both settings with many seeds</source>
        <translation>Beide Einstellungen mit vielen Seeds rechnen</translation>
    </message>
    <message>
        <source>Progress of the seeds</source>
        <translation>Fortschritt der Seeds</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Box plots of both settings</source>
        <translation>Box-Plots beider Einstellungen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>One seed may be luck. Run both settings with many seeds to see whether the difference stays.</source>
        <translation>Ein Seed kann Glück sein. Rechnen Sie beide Einstellungen mit vielen Seeds: bleibt der Unterschied?</translation>
    </message>
    <message>
        <source>median %1, half of the runs from %2 to %3, most %4</source>
        <translation>Median %1, die Hälfte der Läufe von %2 bis %3, meist %4</translation>
    </message>
    <message>
        <source>%1 in %2 runs each.  A: %3.  B: %4.</source>
        <translation>%1 in je %2 Läufen.  A: %3.  B: %4.</translation>
    </message>
</context>
<context>
    <name>OutcomeModel</name>
    <message>
        <source>, better</source>
        <translation>, besser</translation>
    </message>
    <message>
        <source>, worse</source>
        <translation>, schlechter</translation>
    </message>
    <message>
        <source>B is better</source>
        <translation>B ist besser</translation>
    </message>
    <message>
        <source>B is worse</source>
        <translation>B ist schlechter</translation>
    </message>
    <message>
        <source>run</source>
        <translation>Lauf</translation>
    </message>
</context>
<context>
    <name>PairChart</name>
    <message>
        <source>Neither run has anything of this.</source>
        <translation>Keiner der Läufe hat etwas davon.</translation>
    </message>
    <message>
        <source>, log scale</source>
        <translation>, logarithmisch</translation>
    </message>
</context>
<context>
    <name>PartitionDelegate</name>
    <message>
        <source>no leader</source>
        <translation>kein Leader</translation>
    </message>
    <message>
        <source>leader %1</source>
        <translation>Leader %1</translation>
    </message>
</context>
<context>
    <name>PartitionListModel</name>
    <message>
        <source>%1, no leader</source>
        <translation>%1, kein Leader</translation>
    </message>
    <message>
        <source>%1, leader %2</source>
        <translation>%1, Leader %2</translation>
    </message>
    <message>
        <source>broker %1 is down</source>
        <translation>Broker %1 ist tot</translation>
    </message>
    <message>
        <source>broker %1 log end offset %2</source>
        <translation>Broker %1, Ende des Logs %2</translation>
    </message>
</context>
<context>
    <name>PartitionLogView</name>
    <message>
        <source>no leader (epoch %1)</source>
        <translation>kein Leader (Epoche %1)</translation>
    </message>
    <message>
        <source>leader %1 (epoch %2)</source>
        <translation>Leader %1 (Epoche %2)</translation>
    </message>
    <message>
        <source>replicas %1</source>
        <translation>Replikate %1</translation>
    </message>
    <message>
        <source>serves nobody now</source>
        <translation>bedient jetzt niemanden</translation>
    </message>
    <message>
        <source>written in</source>
        <translation>geschrieben in</translation>
    </message>
    <message>
        <source>leader epoch %1</source>
        <translation>Leader-Epoche %1</translation>
    </message>
    <message>
        <source>  (broker %1)</source>
        <translation>  (Broker %1)</translation>
    </message>
    <message>
        <source>, starts at offset %1</source>
        <translation>, beginnt am Offset %1</translation>
    </message>
    <message>
        <source>leader</source>
        <translation>Leader</translation>
    </message>
    <message>
        <source>in sync</source>
        <translation>synchron</translation>
    </message>
    <message>
        <source>out of the ISR</source>
        <translation>nicht im ISR</translation>
    </message>
    <message>
        <source>offline, in the ISR</source>
        <translation>offline, im ISR</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>offline</translation>
    </message>
    <message>
        <source>deleted: log start offset %1</source>
        <translation>gelöscht: Anfang des Logs %1</translation>
    </message>
    <message>
        <source>written before what is recorded</source>
        <translation>geschrieben vor der Aufzeichnung</translation>
    </message>
    <message>
        <source>high watermark %1</source>
        <translation>High Watermark %1</translation>
    </message>
    <message>
        <source>No group reads this topic.</source>
        <translation>Keine Gruppe liest dieses Topic.</translation>
    </message>
    <message>
        <source>Committed by groups</source>
        <translation>Von Gruppen bestätigt</translation>
    </message>
    <message>
        <source>Records of the partition in each replica</source>
        <translation>Sätze der Partition in jedem Replikat</translation>
    </message>
    <message>
        <source>log end offset %1</source>
        <translation>Ende des Logs %1</translation>
    </message>
    <message>
        <source>, has all that the leader has</source>
        <translation>, hat alles, was der Leader hat</translation>
    </message>
    <message>
        <source>, %1 behind; the leader waits for it</source>
        <translation>, %1 zurück; der Leader wartet auf ihn</translation>
    </message>
    <message>
        <source>, %1 behind; the high watermark does not wait for it</source>
        <translation>, %1 zurück; die High Watermark wartet nicht auf ihn</translation>
    </message>
    <message>
        <source>; the high watermark does not wait for it</source>
        <translation>; die High Watermark wartet nicht auf ihn</translation>
    </message>
    <message>
        <source> when it stopped; the stored ISR lists it still</source>
        <translation> als er anhielt; der gespeicherte ISR listet ihn noch</translation>
    </message>
    <message>
        <source> when it stopped; not in the ISR</source>
        <translation> als er anhielt; nicht im ISR</translation>
    </message>
    <message>
        <source>%1 record cut off at %2, from %3 back to %4: %5</source>
        <translation>%1 Satz abgeschnitten um %2, von %3 zurück auf %4: %5</translation>
    </message>
    <message>
        <source>%1 records cut off at %2, from %3 back to %4: %5</source>
        <translation>%1 Sätze abgeschnitten um %2, von %3 zurück auf %4: %5</translation>
    </message>
    <message>
        <source>what is committed is not known: the coordinator, broker %1, is down</source>
        <translation>was bestätigt ist, weiß niemand: der Koordinator, Broker %1, ist tot</translation>
    </message>
    <message>
        <source>nothing committed</source>
        <translation>nichts bestätigt</translation>
    </message>
    <message>
        <source>committed %1</source>
        <translation>bestätigt %1</translation>
    </message>
    <message>
        <source>read up to %1</source>
        <translation>gelesen bis %1</translation>
    </message>
    <message>
        <source>lag %1</source>
        <translation>Lag %1</translation>
    </message>
    <message>
        <source>nobody of the group reads it now</source>
        <translation>niemand der Gruppe liest sie jetzt</translation>
    </message>
    <message>
        <source>offset %1</source>
        <translation>Offset %1</translation>
    </message>
    <message>
        <source>if the consumer dies now, %1 record is read twice</source>
        <translation>stirbt der Consumer jetzt, wird %1 Satz doppelt gelesen</translation>
    </message>
    <message>
        <source>if the consumer dies now, %1 records are read twice</source>
        <translation>stirbt der Consumer jetzt, werden %1 Sätze doppelt gelesen</translation>
    </message>
    <message>
        <source>No partition is chosen.</source>
        <translation>Keine Partition ist gewählt.</translation>
    </message>
    <message>
        <source>%1: leader %2, leader epoch %3, high watermark %4.</source>
        <translation>%1: Leader %2, Leader-Epoche %3, High Watermark %4.</translation>
    </message>
</context>
<context>
    <name>PartitionModel</name>
    <message>
        <source>Partition</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Leader</source>
        <translation>Leader</translation>
    </message>
    <message>
        <source>Preferred</source>
        <translation>Bevorzugt</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>Replikate</translation>
    </message>
    <message>
        <source>ISR</source>
        <translation>ISR</translation>
    </message>
    <message>
        <source>Min ISR</source>
        <translation>Min ISR</translation>
    </message>
    <message>
        <source>HW</source>
        <translation>HW</translation>
    </message>
    <message>
        <source>Can still lose</source>
        <translation>Darf noch verlieren</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>no live broker serves it</source>
        <translation>kein lebender Broker bedient sie</translation>
    </message>
</context>
<context>
    <name>ProducerItem</name>
    <message>
        <source>%1: acks=%2, %3 records/s acknowledged, %4 unfinished, buffer %5 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, p99 %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, %1 of %2 instances run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, %1 records/s fail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rec/s</source>
        <translation>%1 Sätze/s</translation>
    </message>
    <message>
        <source>%1 of %2 run</source>
        <translation>%1 von %2 laufen</translation>
    </message>
    <message>
        <source>%1 failed/s</source>
        <translation>%1 Fehler/s</translation>
    </message>
    <message>
        <source>%1 retries/s</source>
        <translation>%1 Versuche/s</translation>
    </message>
    <message>
        <source>unfinished</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>buffer</source>
        <translation>Puffer</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>This program was built without SVG (libqt6svg).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a picture&apos;s name ends with .png, .pdf or .svg</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no numbers on the page %1.</source>
        <translation>Auf der Seite %1 sind keine Zahlen.</translation>
    </message>
    <message>
        <source>%1: a name that ends with one of these is expected: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No scenario is open.</source>
        <translation>Kein Szenario ist offen.</translation>
    </message>
</context>
<context>
    <name>ReplicaModel</name>
    <message>
        <source>Replica</source>
        <translation>Replikat</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>LEO</source>
        <translation>LEO</translation>
    </message>
    <message>
        <source>HW</source>
        <translation>HW</translation>
    </message>
    <message>
        <source>Behind</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>In ISR</source>
        <translation>Im ISR</translation>
    </message>
    <message>
        <source>leader</source>
        <translation>Leader</translation>
    </message>
    <message>
        <source>in sync</source>
        <translation>synchron</translation>
    </message>
    <message>
        <source>out of ISR</source>
        <translation>nicht im ISR</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>offline</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>still listed</source>
        <translation>noch gelistet</translation>
    </message>
</context>
<context>
    <name>ScenarioModel</name>
    <message>
        <source>seed %1</source>
        <translation>Seed %1</translation>
    </message>
    <message>
        <source>%1 simulated</source>
        <translation>%1 simuliert</translation>
    </message>
    <message>
        <source>, done</source>
        <translation>, erledigt</translation>
    </message>
</context>
<context>
    <name>ScenariosPage</name>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Then try</source>
        <translation>Dann versuchen Sie</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>Szenarien</translation>
    </message>
    <message>
        <source>Look for a scenario</source>
        <translation>Ein Szenario suchen</translation>
    </message>
    <message>
        <source>Scenarios by chapter</source>
        <translation>Szenarien nach Kapiteln</translation>
    </message>
    <message>
        <source>What the scenario is about</source>
        <translation>Worum es im Szenario geht</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>Variante</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>seed of the file</source>
        <translation>Seed der Datei</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Start the scenario</source>
        <translation>Szenario starten</translation>
    </message>
    <message>
        <source>as in the file</source>
        <translation>wie in der Datei</translation>
    </message>
    <message>
        <source>%1 scenarios</source>
        <translation>%1 Szenarien</translation>
    </message>
</context>
<context>
    <name>SequenceChart</name>
    <message>
        <source>Sequence chart</source>
        <translation>Ablauf</translation>
    </message>
    <message>
        <source>Ctrl+Left: the cause. Ctrl+Right: the consequence.</source>
        <translation>Strg+Links: die Ursache. Strg+Rechts: die Folge.</translation>
    </message>
    <message>
        <source>Select an event to see who told whom.</source>
        <translation>Wählen Sie ein Ereignis: wer hat wem was gesagt.</translation>
    </message>
    <message>
        <source>No scenario is open.</source>
        <translation>Kein Szenario ist offen.</translation>
    </message>
    <message>
        <source>%1 to %2, silent stretches folded</source>
        <translation>%1 bis %2, stille Strecken gefaltet</translation>
    </message>
    <message>
        <source>No event is selected.</source>
        <translation>Kein Ereignis ist gewählt.</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>The run did not repeat itself: it differs at %1 s.</source>
        <translation>Der Lauf hat sich nicht wiederholt: er weicht bei %1 s ab.</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>as the desktop has it</source>
        <translation>wie der Desktop</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>dunkel</translation>
    </message>
    <message>
        <source>light</source>
        <translation>hell</translation>
    </message>
    <message>
        <source>high contrast</source>
        <translation>hoher Kontrast</translation>
    </message>
    <message>
        <source>as the computer has it</source>
        <translation>wie der Rechner</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Lessons, events and their causes are told in the words of the scenario and of Kafka, in all languages.</source>
        <translation>Lektionen, Ereignisse und ihre Ursachen werden in jeder Sprache in den Worten des Szenarios und von Kafka erzählt.</translation>
    </message>
    <message>
        <source>As at first</source>
        <translation>Wie am Anfang</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>for all kinds of sight</source>
        <translation>für alle Arten zu sehen</translation>
    </message>
    <message>
        <source>red and green look alike</source>
        <translation>Rot und Grün gleichen sich</translation>
    </message>
    <message>
        <source>blue and yellow look alike</source>
        <translation>Blau und Gelb gleichen sich</translation>
    </message>
    <message>
        <source>shades of grey</source>
        <translation>Graustufen</translation>
    </message>
    <message>
        <source>Size of the font</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>reduced: no moving dots, no glow</source>
        <translation>weniger: keine bewegten Punkte, kein Leuchten</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
</context>
<context>
    <name>StripChart</name>
    <message>
        <source>%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing recorded yet</source>
        <translation>noch nichts aufgezeichnet</translation>
    </message>
    <message>
        <source>Nothing is recorded yet.</source>
        <translation>Noch ist nichts aufgezeichnet.</translation>
    </message>
</context>
<context>
    <name>TimeChart</name>
    <message>
        <source>, log scale</source>
        <translation>, logarithmisch</translation>
    </message>
    <message>
        <source>series of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of the kind has been measured in this run so far.</source>
        <translation>Nichts dergleichen wurde in diesem Lauf bisher gemessen.</translation>
    </message>
    <message>
        <source>Click hides a series, Alt+click shows it alone</source>
        <translation>Klick verbirgt eine Reihe, Alt+Klick zeigt sie allein</translation>
    </message>
    <message>
        <source>%1: nothing so far</source>
        <translation>%1: bisher nichts</translation>
    </message>
    <message>
        <source>%1 (%2) at %3: %4</source>
        <translation>%1 (%2) um %3: %4</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>No run is open.</source>
        <translation>Kein Lauf ist offen.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2. </source>
        <translation>%1 von %2. </translation>
    </message>
    <message>
        <source>No fault so far.</source>
        <translation>Bisher keine Störung.</translation>
    </message>
    <message>
        <source>Faults: %1.</source>
        <translation>Störungen: %1.</translation>
    </message>
</context>
<context>
    <name>TransportBar</name>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Speed: simulated seconds in a second</source>
        <translation>Tempo: simulierte Sekunden je Sekunde</translation>
    </message>
    <message>
        <source>event %1</source>
        <translation>Ereignis %1</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>going there ... (Esc stops)</source>
        <translation>auf dem Weg ... (Esc hält an)</translation>
    </message>
    <message>
        <source>the run is over</source>
        <translation>der Lauf ist zu Ende</translation>
    </message>
    <message>
        <source>%1 k events/s</source>
        <translation>%1 k Ereignisse/s</translation>
    </message>
</context>
<context>
    <name>TruckFacts</name>
    <message>
        <source>its owner</source>
        <translation>ihr Besitzer</translation>
    </message>
    <message>
        <source>owner %1 %2</source>
        <translation>Besitzer %1 %2</translation>
    </message>
    <message>
        <source>nobody of the group reads it: %1; %2 read it last</source>
        <translation>niemand der Gruppe liest sie: %1; zuletzt las %2</translation>
    </message>
    <message>
        <source>it has no owner in the group</source>
        <translation>sie hat keinen Besitzer in der Gruppe</translation>
    </message>
    <message>
        <source>no broker serves the partition</source>
        <translation>kein Broker bedient die Partition</translation>
    </message>
    <message>
        <source>owner %1 stands still</source>
        <translation>Besitzer %1 steht still</translation>
    </message>
    <message>
        <source>owner %1 has %2 records to read before it</source>
        <translation>Besitzer %1 hat davor %2 Sätze zu lesen</translation>
    </message>
    <message>
        <source>the trucks report no more</source>
        <translation>die Lkw melden nichts mehr</translation>
    </message>
    <message>
        <source>its report is not in the log: no broker serves %1</source>
        <translation>seine Meldung ist nicht im Log: kein Broker bedient %1</translation>
    </message>
    <message>
        <source>its report is not in the log: %1 has fewer replicas in the ISR than min.insync.replicas = %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no newer report of it is in the log</source>
        <translation>keine neuere Meldung von ihm ist im Log</translation>
    </message>
    <message>
        <source>the dashboard has not got a report of it yet</source>
        <translation>die Karte hat noch keine Meldung von ihm</translation>
    </message>
    <message>
        <source>on time</source>
        <translation>pünktlich</translation>
    </message>
    <message>
        <source>its report waits in the log at offset %1: %2</source>
        <translation>seine Meldung wartet im Log am Offset %1: %2</translation>
    </message>
</context>
<context>
    <name>TruckMap</name>
    <message>
        <source>Truck %1</source>
        <translation>Lkw %1</translation>
    </message>
    <message>
        <source>not shown yet</source>
        <translation>noch nicht gezeigt</translation>
    </message>
    <message>
        <source>shown where it was %1 ago</source>
        <translation>gezeigt, wo er vor %1 war</translation>
    </message>
    <message>
        <source>position error %1 km</source>
        <translation>Fehler der Position %1 km</translation>
    </message>
    <message>
        <source>Map of the trucks</source>
        <translation>Karte der Lkw</translation>
    </message>
</context>
<context>
    <name>TrucksPage</name>
    <message>
        <source>Trucks</source>
        <translation>Lkw</translation>
    </message>
    <message>
        <source>This scenario has no trucks. Those of the tutorial drive in trucks_gps.</source>
        <translation>Dieses Szenario hat keine Lkw. Die des Tutoriums fahren in trucks_gps.</translation>
    </message>
    <message>
        <source>Age of what the dashboard shows</source>
        <translation>Alter dessen, was die Karte zeigt</translation>
    </message>
    <message>
        <source>Colour of the trucks</source>
        <translation>Farbe der Lkw</translation>
    </message>
    <message>
        <source>Colour: age of the report</source>
        <translation>Farbe: Alter der Meldung</translation>
    </message>
    <message>
        <source>Colour: partition</source>
        <translation>Farbe: Partition</translation>
    </message>
    <message>
        <source>Colour: owner</source>
        <translation>Farbe: Besitzer</translation>
    </message>
    <message>
        <source>Let the truck go</source>
        <translation>Lkw loslassen</translation>
    </message>
    <message>
        <source>Alerts of the notification service</source>
        <translation>Alarme des Meldedienstes</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>%1 alerts: %2 true</source>
        <translation>%1 Alarme: %2 richtig</translation>
    </message>
    <message>
        <source>%1 false</source>
        <translation>%1 falsch</translation>
    </message>
    <message>
        <source>%1 missed</source>
        <translation>%1 verpasst</translation>
    </message>
    <message>
        <source>%1 old reports processed</source>
        <translation>%1 alte Meldungen verarbeitet</translation>
    </message>
    <message>
        <source>group %1: %2</source>
        <translation>Gruppe %1: %2</translation>
    </message>
    <message>
        <source>Truck %1</source>
        <translation>Lkw %1</translation>
    </message>
    <message>
        <source>key &quot;%1&quot;</source>
        <translation>Schlüssel „%1“</translation>
    </message>
    <message>
        <source>%1, last report shown at offset %2</source>
        <translation>%1, letzte gezeigte Meldung am Offset %2</translation>
    </message>
    <message>
        <source>read by nobody now</source>
        <translation>liest jetzt niemand</translation>
    </message>
    <message>
        <source>read by %1</source>
        <translation>liest %1</translation>
    </message>
    <message>
        <source>report %1 old, position error %2 km</source>
        <translation>Meldung %1 alt, Fehler der Position %2 km</translation>
    </message>
    <message>
        <source>Truck %1: %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TsTranslator</name>
    <message>
        <source>no &lt;TS&gt; at the beginning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WhyPanel</name>
    <message>
        <source>Why did this happen?</source>
        <translation>Warum ist das geschehen?</translation>
    </message>
    <message>
        <source>Chain of causes</source>
        <translation>Kette der Ursachen</translation>
    </message>
    <message>
        <source>Causes</source>
        <translation>Ursachen</translation>
    </message>
    <message>
        <source>Consequences</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>No scenario is open.</source>
        <translation>Kein Szenario ist offen.</translation>
    </message>
    <message>
        <source>Nothing has happened yet that needs a reason.</source>
        <translation>Noch ist nichts geschehen, was einen Grund braucht.</translation>
    </message>
    <message>
        <source>Nothing has followed from it so far: %1</source>
        <translation>Bisher ist nichts daraus gefolgt: %1</translation>
    </message>
</context>
<context>
    <name>WhyStep</name>
    <message numerus="yes">
        <source>And %n more of this kind.</source>
        <translation>
            <numerusform>Und %n weiteres dieser Art.</numerusform>
            <numerusform>Und %n weitere dieser Art.</numerusform>
        </translation>
    </message>
    <message>
        <source>Click: select this event. Double click: go there.</source>
        <translation>Klick: Ereignis wählen. Doppelklick: dorthin gehen.</translation>
    </message>
</context>
<context>
    <name>ZooKeeperItem</name>
    <message>
        <source>dead</source>
        <translation>tot</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>leader</source>
        <translation>Leader</translation>
    </message>
    <message>
        <source>follower</source>
        <translation>Follower</translation>
    </message>
    <message>
        <source>looking</source>
        <translation>sucht</translation>
    </message>
    <message>
        <source>, does not serve</source>
        <translation>, bedient nicht</translation>
    </message>
    <message>
        <source>, fault %1</source>
        <translation>, Störung %1</translation>
    </message>
    <message>
        <source>%1 FAULT %2</source>
        <translation>%1 STÖRUNG %2</translation>
    </message>
</context>
<context>
    <name>app</name>
    <message>
        <source>What is shown</source>
        <translation>Was gezeigt wird</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Bemerkung</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>Welche</translation>
    </message>
    <message>
        <source>Brokers online</source>
        <translation>Broker online</translation>
    </message>
    <message>
        <source>Active controllers</source>
        <translation>Controller</translation>
    </message>
    <message>
        <source>Under-replicated</source>
        <translation>Unterrepliziert</translation>
    </message>
    <message>
        <source>Offline partitions</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Under min ISR</source>
        <translation>Unter min ISR</translation>
    </message>
    <message>
        <source>Unclean elections</source>
        <translation>Unsaubere Wahlen</translation>
    </message>
    <message>
        <source>Records in</source>
        <translation>Sätze ein</translation>
    </message>
    <message>
        <source>Produce p99</source>
        <translation>Produce p99</translation>
    </message>
    <message>
        <source>Consumer lag</source>
        <translation>Consumer-Lag</translation>
    </message>
    <message>
        <source>Records lost</source>
        <translation>Verlorene Sätze</translation>
    </message>
    <message>
        <source>acknowledged, gone</source>
        <translation>bestätigt, weg</translation>
    </message>
    <message>
        <source>no metric tells</source>
        <translation>keine Metrik sagt es</translation>
    </message>
    <message>
        <source>Charts, groups, log over time</source>
        <translation>Diagramme, Gruppen, Log über die Zeit</translation>
    </message>
    <message>
        <source>zoom in and out</source>
        <translation>näher und ferner</translation>
    </message>
    <message>
        <source>to the left and to the right</source>
        <translation>nach links und nach rechts</translation>
    </message>
    <message>
        <source>the window of time before</source>
        <translation>das Zeitfenster davor</translation>
    </message>
    <message>
        <source>follow the run</source>
        <translation>dem Lauf folgen</translation>
    </message>
    <message>
        <source>A chart</source>
        <translation>Ein Diagramm</translation>
    </message>
    <message>
        <source>drop a mark at the cursor</source>
        <translation>am Cursor eine Marke setzen</translation>
    </message>
    <message>
        <source>put it first</source>
        <translation>nach vorn</translation>
    </message>
    <message>
        <source>begin and end an area: its statistics</source>
        <translation>Bereich beginnen und beenden: seine Statistik</translation>
    </message>
    <message>
        <source>hide or show a line; with Alt: only this one</source>
        <translation>eine Linie verbergen oder zeigen; mit Alt: nur diese</translation>
    </message>
    <message>
        <source>move the cursor</source>
        <translation>den Cursor bewegen</translation>
    </message>
    <message>
        <source>let the area go</source>
        <translation>den Bereich loslassen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>over each other or side by side</source>
        <translation>übereinander oder nebeneinander</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>arrows</source>
        <translation>Pfeile</translation>
    </message>
    <message>
        <source>from one thing to the next</source>
        <translation>von einem Ding zum nächsten</translation>
    </message>
    <message>
        <source>Ctrl+arrows</source>
        <translation>Strg+Pfeile</translation>
    </message>
    <message>
        <source>from one replica of a broker to the next</source>
        <translation>von einem Replikat eines Brokers zum nächsten</translation>
    </message>
    <message>
        <source>select</source>
        <translation>wählen</translation>
    </message>
    <message>
        <source>the menu of faults</source>
        <translation>das Menü der Störungen</translation>
    </message>
    <message>
        <source>kill, hang, slow disk, restart, cut off</source>
        <translation>töten, anhalten, langsame Platte, neu starten, abschneiden</translation>
    </message>
    <message>
        <source>larger, smaller, all</source>
        <translation>größer, kleiner, alles</translation>
    </message>
    <message>
        <source>Trucks</source>
        <translation>Lkw</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>arrows, Enter</source>
        <translation>Pfeile, Eingabe</translation>
    </message>
    <message>
        <source>from bar to bar, and what it means</source>
        <translation>von Balken zu Balken, und was er bedeutet</translation>
    </message>
    <message>
        <source>let it go</source>
        <translation>loslassen</translation>
    </message>
    <message>
        <source>from record to record, from replica to replica</source>
        <translation>von Satz zu Satz, von Replikat zu Replikat</translation>
    </message>
    <message>
        <source>records, batches, segments</source>
        <translation>Sätze, Batches, Segmente</translation>
    </message>
    <message>
        <source>the first, the last, further</source>
        <translation>der erste, der letzte, weiter</translation>
    </message>
    <message>
        <source>another truck</source>
        <translation>ein anderer Lkw</translation>
    </message>
    <message>
        <source>the truck whose place is oldest</source>
        <translation>der Lkw mit der ältesten Position</translation>
    </message>
    <message>
        <source>to the cause, to what followed</source>
        <translation>zur Ursache, zur Folge</translation>
    </message>
    <message>
        <source>back and forth in the run</source>
        <translation>im Lauf vor und zurück</translation>
    </message>
    <message>
        <source>its beginning, its end</source>
        <translation>sein Anfang, sein Ende</translation>
    </message>
</context>
<context>
    <name>charts</name>
    <message>
        <source>expected: %1 at most %2</source>
        <translation>erwartet: %1 höchstens %2</translation>
    </message>
    <message>
        <source>Age of shown truck positions</source>
        <translation>Alter der gezeigten Positionen</translation>
    </message>
    <message>
        <source>by the metrics</source>
        <translation>nach den Metriken</translation>
    </message>
    <message>
        <source>(p95 per group)</source>
        <translation>(p95 je Gruppe)</translation>
    </message>
    <message>
        <source>%1, since %2</source>
        <translation>%1, seit %2</translation>
    </message>
    <message>
        <source>%1, at %2</source>
        <translation>%1, um %2</translation>
    </message>
    <message>
        <source>%1, %2 to %3</source>
        <translation>%1, %2 bis %3</translation>
    </message>
    <message>
        <source>Throughput in</source>
        <translation>Durchsatz ein</translation>
    </message>
    <message>
        <source>per broker</source>
        <translation>je Broker</translation>
    </message>
    <message>
        <source>Produce latency</source>
        <translation>Latenz von Produce</translation>
    </message>
    <message>
        <source>Consumer lag</source>
        <translation>Consumer-Lag</translation>
    </message>
    <message>
        <source>per group</source>
        <translation>je Gruppe</translation>
    </message>
    <message>
        <source>Replication health</source>
        <translation>Gesundheit der Replikation</translation>
    </message>
    <message>
        <source>Where request time goes</source>
        <translation>Wo die Zeit der Anfragen bleibt</translation>
    </message>
    <message>
        <source>per request</source>
        <translation>je Anfrage</translation>
    </message>
    <message>
        <source>End-to-end delay</source>
        <translation>Verzögerung von Ende zu Ende</translation>
    </message>
    <message>
        <source>Disk utilisation</source>
        <translation>Auslastung der Platte</translation>
    </message>
    <message>
        <source>Produce latency now</source>
        <translation>Latenz von Produce jetzt</translation>
    </message>
    <message>
        <source>by latency, last 5 s</source>
        <translation>nach Latenz, letzte 5 s</translation>
    </message>
    <message>
        <source>Throughput out</source>
        <translation>Durchsatz aus</translation>
    </message>
    <message>
        <source>at the rate of the last 5 s</source>
        <translation>im Tempo der letzten 5 s</translation>
    </message>
    <message>
        <source>Lag of each partition</source>
        <translation>Lag jeder Partition</translation>
    </message>
    <message>
        <source>End-to-end delay of all groups</source>
        <translation>Verzögerung von Ende zu Ende, alle Gruppen</translation>
    </message>
    <message>
        <source>Request handlers busy</source>
        <translation>Request-Handler beschäftigt</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Errors in responses</source>
        <translation>Fehler in Antworten</translation>
    </message>
    <message>
        <source>ISR changes</source>
        <translation>Änderungen des ISR</translation>
    </message>
    <message>
        <source>Leaders</source>
        <translation>Leader</translation>
    </message>
    <message>
        <source>Request queue</source>
        <translation>Schlange der Anfragen</translation>
    </message>
    <message>
        <source>Records acknowledged</source>
        <translation>Bestätigte Sätze</translation>
    </message>
    <message>
        <source>per application</source>
        <translation>je Anwendung</translation>
    </message>
    <message>
        <source>Records given up</source>
        <translation>Aufgegebene Sätze</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>batches, per application</source>
        <translation>Batches je Anwendung</translation>
    </message>
    <message>
        <source>Unfinished records</source>
        <translation>Offene Sätze</translation>
    </message>
    <message>
        <source>Producer buffer</source>
        <translation>Puffer der Producer</translation>
    </message>
    <message>
        <source>of buffer.memory, per application</source>
        <translation>von buffer.memory, je Anwendung</translation>
    </message>
    <message>
        <source>Produce latency p99</source>
        <translation>Latenz von Produce p99</translation>
    </message>
    <message>
        <source>Records processed</source>
        <translation>Verarbeitete Sätze</translation>
    </message>
    <message>
        <source>Commits</source>
        <translation>Commits</translation>
    </message>
    <message>
        <source>What the metrics say</source>
        <translation>Was die Metriken sagen</translation>
    </message>
    <message>
        <source>Active controllers</source>
        <translation>Controller</translation>
    </message>
    <message>
        <source>Records lost</source>
        <translation>Verlorene Sätze</translation>
    </message>
    <message>
        <source>acknowledged, never to be read</source>
        <translation>bestätigt, nie mehr zu lesen</translation>
    </message>
    <message>
        <source>Error of shown positions</source>
        <translation>Fehler der gezeigten Positionen</translation>
    </message>
</context>
<context>
    <name>cluster</name>
    <message>
        <source>Stop (SIGTERM)</source>
        <translation>Anhalten (SIGTERM)</translation>
    </message>
    <message>
        <source>Kill (kill -9)</source>
        <translation>Töten (kill -9)</translation>
    </message>
    <message>
        <source>Power loss</source>
        <translation>Stromausfall</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Pause, as in a long GC</source>
        <translation>Stillstand, wie in einer langen GC</translation>
    </message>
    <message>
        <source>Cut the network to</source>
        <translation>Netz trennen zu</translation>
    </message>
    <message>
        <source>Slow network</source>
        <translation>Langsames Netz</translation>
    </message>
    <message>
        <source>Flaky network</source>
        <translation>Unzuverlässiges Netz</translation>
    </message>
    <message>
        <source>Slow disk</source>
        <translation>Langsame Platte</translation>
    </message>
    <message>
        <source>Full disk</source>
        <translation>Volle Platte</translation>
    </message>
    <message>
        <source>Slow machine</source>
        <translation>Langsame Maschine</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>hält an</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
</context>
<context>
    <name>groups</name>
    <message>
        <source>Rebalance: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rebalance: %1 (%2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keine</translation>
    </message>
    <message>
        <source>Coordinator broker %1. Generation %2 ends, the next is %3.</source>
        <translation>Koordinator Broker %1. Generation %2 endet, die nächste ist %3.</translation>
    </message>
    <message>
        <source>Protocol %1: %2.</source>
        <translation>Protokoll %1: %2.</translation>
    </message>
    <message>
        <source>cooperative, members keep what does not move</source>
        <translation>kooperativ, Mitglieder behalten, was nicht wandert</translation>
    </message>
    <message>
        <source>eager, every member gives up all partitions before it joins</source>
        <translation>eager, jedes Mitglied gibt alle Partitionen auf, bevor es beitritt</translation>
    </message>
    <message>
        <source>The others waited for %1, at most %2.</source>
        <translation>Die anderen warteten auf %1, höchstens %2.</translation>
    </message>
    <message>
        <source>It left %1 partitions without a reader, for %2 in all.</source>
        <translation>%1 Partitionen hatten keinen Leser, zusammen %2.</translation>
    </message>
    <message>
        <source>Records read twice after it: %1.</source>
        <translation>Danach doppelt gelesene Sätze: %1.</translation>
    </message>
    <message>
        <source>%1 owns %2: %3.</source>
        <translation>%1 besitzt %2: %3.</translation>
    </message>
    <message>
        <source>%1 owns nothing: %2.</source>
        <translation>%1 besitzt nichts: %2.</translation>
    </message>
    <message>
        <source>%1 does not run: %2.</source>
        <translation>%1 läuft nicht: %2.</translation>
    </message>
    <message>
        <source>%1 has sent JoinGroup and waits until all members have joined.</source>
        <translation>%1 hat JoinGroup gesendet und wartet, bis alle beigetreten sind.</translation>
    </message>
    <message>
        <source>%1 has sent SyncGroup and waits for its partitions.</source>
        <translation>%1 hat SyncGroup gesendet und wartet auf seine Partitionen.</translation>
    </message>
    <message>
        <source>%1 is read by %2.</source>
        <translation>%1 wird von %2 gelesen.</translation>
    </message>
    <message>
        <source>Nobody reads %1: %2.</source>
        <translation>Niemand liest %1: %2.</translation>
    </message>
    <message>
        <source>From %1 %2, %3.</source>
        <translation>Von %1 %2, %3.</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>Cause: %1.</source>
        <translation>Ursache: %1.</translation>
    </message>
    <message>
        <source>Generation %1.</source>
        <translation>Generation %1.</translation>
    </message>
    <message>
        <source>Read last by %1.</source>
        <translation>Zuletzt gelesen von %1.</translation>
    </message>
    <message>
        <source>The coordinator gives a silent member up after %1; it sends a heartbeat every %2.</source>
        <translation>Der Koordinator gibt ein stilles Mitglied nach %1 auf; es sendet alle %2 einen Heartbeat.</translation>
    </message>
    <message>
        <source>1 partition</source>
        <translation>1 Partition</translation>
    </message>
    <message>
        <source>%n partitions</source>
        <translation>%n Partitionen</translation>
    </message>
    <message>
        <source>join</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not running</source>
        <translation>läuft nicht</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>untätig</translation>
    </message>
</context>
<context>
    <name>logs</name>
    <message>
        <source>A transaction&apos;s marker: nobody&apos;s record.</source>
        <translation>Die Marke einer Transaktion: niemandes Satz.</translation>
    </message>
    <message>
        <source>Record %1 of %2 to this partition, leader epoch %3, in a batch of %4 at offset %5.</source>
        <translation>Satz %1 von %2 an diese Partition, Leader-Epoche %3, in einem Batch von %4 am Offset %5.</translation>
    </message>
    <message>
        <source>It has no key.</source>
        <translation>Er hat keinen Schlüssel.</translation>
    </message>
    <message>
        <source>Key &quot;%1&quot;.</source>
        <translation>Schlüssel „%1“.</translation>
    </message>
    <message>
        <source>sent by %1 in a batch</source>
        <translation>von %1 in einem Batch gesendet</translation>
    </message>
    <message>
        <source>appended by the leader, broker %1</source>
        <translation>vom Leader, Broker %1, angehängt</translation>
    </message>
    <message>
        <source>copied to broker %1</source>
        <translation>auf Broker %1 kopiert</translation>
    </message>
    <message>
        <source>cut off on broker %1</source>
        <translation>auf Broker %1 abgeschnitten</translation>
    </message>
    <message>
        <source>committed: the high watermark passes it</source>
        <translation>bestätigt: die High Watermark geht über ihn hinweg</translation>
    </message>
    <message>
        <source>read by %1 of %2</source>
        <translation>gelesen von %1 von %2</translation>
    </message>
    <message>
        <source>offset committed by %1</source>
        <translation>Offset bestätigt von %1</translation>
    </message>
</context>
<context>
    <name>models</name>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>one</source>
        <translation>noch ein</translation>
    </message>
    <message>
        <source>two</source>
        <translation>zwei</translation>
    </message>
    <message>
        <source>three</source>
        <translation>drei</translation>
    </message>
    <message>
        <source>four</source>
        <translation>vier</translation>
    </message>
    <message>
        <source>five</source>
        <translation>fünf</translation>
    </message>
    <message>
        <source>six</source>
        <translation>sechs</translation>
    </message>
    <message>
        <source>seven</source>
        <translation>sieben</translation>
    </message>
    <message>
        <source>eight</source>
        <translation>acht</translation>
    </message>
    <message>
        <source>nine</source>
        <translation>neun</translation>
    </message>
    <message>
        <source>no replica in sync is alive: nothing can be read or written</source>
        <translation>kein synchrones Replikat lebt: nichts kann gelesen oder geschrieben werden</translation>
    </message>
    <message>
        <source>%1 until data is at risk</source>
        <translation>%1, bis Daten in Gefahr sind</translation>
    </message>
    <message>
        <source>writes with acks=all have stopped, </source>
        <translation>Schreiben mit acks=all steht, </translation>
    </message>
    <message>
        <source>%1 until writes stop, %2</source>
        <translation>%1, bis Schreiben steht, %2</translation>
    </message>
    <message>
        <source>one more broker</source>
        <translation>noch ein Broker</translation>
    </message>
    <message>
        <source>%1 more brokers</source>
        <translation>noch %1 Broker</translation>
    </message>
</context>
</TS>
