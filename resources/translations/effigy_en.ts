<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Prompts</name>
    <message numerus="yes">
        <source>%n job(s) are still running. What they have so far will be kept.</source>
        <translation>
            <numerusform>%n job is still running. What it has so far will be kept.</numerusform>
            <numerusform>%n jobs are still running. What they have so far will be kept.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>effigy::ui::ClipLane</name>
    <message numerus="yes">
        <source>%n clip(s)</source>
        <translation>
            <numerusform>%n clip</numerusform>
            <numerusform>%n clips</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>effigy::ui::ControlGroup</name>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>effigy::ui::ControlPanel</name>
    <message numerus="yes">
        <source>Search %n controls</source>
        <translation>
            <numerusform>Search %n control</numerusform>
            <numerusform>Search %n controls</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>effigy::ui::FirstRunGuide</name>
    <message numerus="yes">
        <source>CPU, %n thread(s)</source>
        <translation>
            <numerusform>CPU, %n thread</numerusform>
            <numerusform>CPU, %n threads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>effigy::ui::RecentProjects</name>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n hour ago</numerusform>
            <numerusform>%n hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>effigy::ui::StatusLine</name>
    <message numerus="yes">
        <source>CPU, %n thread(s)</source>
        <translation>
            <numerusform>CPU, %n thread</numerusform>
            <numerusform>CPU, %n threads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) running</source>
        <translation>
            <numerusform>%n job running</numerusform>
            <numerusform>%n jobs running</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>effigy::ui::TimelinePilot</name>
    <message numerus="yes">
        <source>%n key(s) imported</source>
        <translation>
            <numerusform>%n key imported</numerusform>
            <numerusform>%n keys imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) taken from the video</source>
        <translation>
            <numerusform>%n key taken from the video</numerusform>
            <numerusform>%n keys taken from the video</numerusform>
        </translation>
    </message>
</context>
</TS>
