<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>ActiveFaults</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BreakfixPage</name>
    <message numerus="yes">
        <source>%n exercise(s) solved, </source>
        <translation>
            <numerusform>%n exercise solved, </numerusform>
            <numerusform>%n exercises solved, </numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hint(s) used</source>
        <translation>
            <numerusform>%n hint used</numerusform>
            <numerusform>%n hints used</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BrokerItem</name>
    <message numerus="yes">
        <source>catching up: %n replica(s) not in ISR</source>
        <translation>
            <numerusform>catching up: %n replica not in ISR</numerusform>
            <numerusform>catching up: %n replicas not in ISR</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClientModel</name>
    <message numerus="yes">
        <source>%n partition(s) of %1</source>
        <translation>
            <numerusform>%n partition of %1</numerusform>
            <numerusform>%n partitions of %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message numerus="yes">
        <source>%1 (%n fault(s) by hand)</source>
        <translation>
            <numerusform>%1 (%n fault by hand)</numerusform>
            <numerusform>%1 (%n faults by hand)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GroupItem</name>
    <message numerus="yes">
        <source>group %1: %2, generation %3, lag %4, %n member(s)</source>
        <translation>
            <numerusform>group %1: %2, generation %3, lag %4, %n member</numerusform>
            <numerusform>group %1: %2, generation %3, lag %4, %n members</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message numerus="yes">
        <source>broker.id %1, %n replica(s), leads %2</source>
        <translation>
            <numerusform>broker.id %1, %n replica, leads %2</numerusform>
            <numerusform>broker.id %1, %n replicas, leads %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LegendBar</name>
    <message numerus="yes">
        <source>and %n more topic(s)</source>
        <translation>
            <numerusform>and %n more topic</numerusform>
            <numerusform>and %n more topics</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WhyStep</name>
    <message numerus="yes">
        <source>And %n more of this kind.</source>
        <translation>
            <numerusform>And %n more of this kind.</numerusform>
            <numerusform>And %n more of this kind.</numerusform>
        </translation>
    </message>
</context>
</TS>
