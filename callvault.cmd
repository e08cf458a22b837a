@echo off
rem The one command of Call Vault on Windows: finds a JDK 25, builds what changed, runs. See "callvault --help".
setlocal EnableExtensions DisableDelayedExpansion
set "root=%~dp0"
set "root=%root:~0,-1%"
set "build=%root%\target\callvault"
set "verb=%~1"
if "%verb%"=="" call :usage 1>&2 & exit /b 2
for %%h in (-h --help help) do if /i "%verb%"=="%%h" call :usage & exit /b 0
set "arguments="
:collect
shift /1
if "%~1"=="" goto :dispatch
set arguments=%arguments% %1
if "%verb%"=="app" goto :collect
if "%verb%"=="server" goto :collect
if "%verb%"=="bench" goto :collect
if "%verb%"=="chaos" goto :collect
if "%verb%"=="calltest" goto :collect
if "%verb%"=="installer" goto :collect
if "%~1"=="--help" call :usage & exit /b 0
if "%~1"=="-h" call :usage & exit /b 0
goto :collect

:dispatch
for %%v in (demo app server test bench chaos calltest installer) do if "%verb%"=="%%v" goto :%%v
echo callvault: there is no verb '%verb%'. 'callvault --help' lists them. 1>&2
exit /b 2

:demo
call :need_build || exit /b 1
cd /d "%root%"
set "screen=-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
if defined CALLVAULT_HEADLESS set "screen=%screen% -Dglass.platform=Headless -Dprism.order=sw -Djava.awt.headless=true"
call :run_java desktop-app test io.callvault.desktop.demo.DemoMain
exit /b %ERRORLEVEL%

:app
call :need_build || exit /b 1
set "screen=-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
call :run_java desktop-app run io.callvault.desktop.app.AppMain
exit /b %ERRORLEVEL%

:server
call :need_build || exit /b 1
set "screen="
call :run_java signaling-stub run io.callvault.signaling.server.ServerMain
exit /b %ERRORLEVEL%

:chaos
call :need_build || exit /b 1
set "screen=-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
call :run_java desktop-app test io.callvault.desktop.chaos.ChaosMain
exit /b %ERRORLEVEL%

:calltest
call :need_build || exit /b 1
set "screen=-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
call :run_java desktop-app run io.callvault.desktop.app.CallTestMain
exit /b %ERRORLEVEL%

:bench
call :need_build || exit /b 1
set "screen="
call :run_java desktop-app test io.callvault.desktop.bench.BenchMain
exit /b %ERRORLEVEL%

:installer
call :need_java || exit /b 1
call :need_maven || exit /b 1
powershell -NoProfile -ExecutionPolicy Bypass -File "%root%\installers\windows\build.ps1" %arguments%
exit /b %ERRORLEVEL%

:test
call :need_java || exit /b 1
call :need_maven || exit /b 1
cd /d "%root%"
call mvn -B -ntp %CALLVAULT_MAVEN_OPTS% verify %arguments%
exit /b %ERRORLEVEL%

:usage
echo Usage: callvault VERB [ARGUMENTS]
echo.
echo   demo       two people chat through a real backend, in two windows
echo   app        the desktop app                (callvault app --help)
echo   server     the backend alone              (callvault server --help)
echo   test       everything that must pass: build, tests, format, architecture
echo   bench      figures with medians           (callvault bench --help)
echo   chaos      the reliability oracle              (callvault chaos --help)
echo   calltest   do calls work from here?          (callvault calltest --help)
echo   installer  the packages for Windows       (installers\windows\build.ps1)
echo.
echo Environment: CALLVAULT_JAVA_HOME, CALLVAULT_JAVA_OPTS, CALLVAULT_MAVEN_OPTS, CALLVAULT_HEADLESS
exit /b 0

rem Succeeds, with JAVA_HOME set, when the folder holds a JDK 25 or newer.
:try_java
if not exist "%~1\bin\javac.exe" exit /b 1
findstr /r /c:"^JAVA_VERSION=.2[5-9]" /c:"^JAVA_VERSION=.[3-9][0-9]" "%~1\release" >nul 2>nul || exit /b 1
set "JAVA_HOME=%~1"
exit /b 0

:need_java
if defined CALLVAULT_JAVA_HOME call :try_java "%CALLVAULT_JAVA_HOME%" && exit /b 0
if defined JAVA_HOME call :try_java "%JAVA_HOME%" && exit /b 0
for %%v in ("Eclipse Adoptium" Java Microsoft Zulu BellSoft "Amazon Corretto") do (
    for /d %%d in ("%ProgramFiles%\%%~v\*") do call :try_java "%%~d" && exit /b 0
)
echo callvault: no JDK 25 was found. Install a JDK 25 of any vendor (for instance Eclipse Temurin) and set CALLVAULT_JAVA_HOME to its folder. 1>&2
exit /b 1

:need_maven
where mvn >nul 2>nul && exit /b 0
echo callvault: Maven was not found. Install Apache Maven 3.8 or newer, so that 'mvn' is on the PATH. 1>&2
exit /b 1

rem A build is fresh when names and times of all inputs are those of the last build that succeeded.
:need_build
call :need_java || exit /b 1
pushd "%root%"
set "inputs="
for /f "usebackq delims=" %%h in (`powershell -NoProfile -Command "$f = Get-ChildItem -Recurse -File pom.xml,.mvn,shared-model,rtc,signaling-stub,desktop-app,installers\common | Where-Object { $_.FullName -notmatch '\\target\\' } | Sort-Object FullName | ForEach-Object { $_.FullName + ':' + $_.LastWriteTimeUtc.Ticks }; [BitConverter]::ToString([Security.Cryptography.SHA256]::Create().ComputeHash([Text.Encoding]::UTF8.GetBytes(($f -join ';'))))"`) do set "inputs=%%h"
set "built="
if exist "%build%\inputs" set /p built=<"%build%\inputs"
if "%inputs%"=="%built%" if exist "%root%\desktop-app\target\callvault\test.classpath" goto :back
call :need_maven || exit /b 1
echo callvault: building ^(the first time fetches the libraries, which takes a few minutes^) 1>&2
call mvn -B -ntp %CALLVAULT_MAVEN_OPTS% -q test-compile dependency:build-classpath@run dependency:build-classpath@test 1>&2
if errorlevel 1 (
    echo callvault: the build failed: the lines above say where. 1>&2
    exit /b 1
)
if not exist "%build%" mkdir "%build%"
>"%build%\inputs" echo %inputs%
rem Relative paths in the arguments are the caller's.
:back
popd
exit /b 0

rem Module, class path file, main class. The class path is longer than a command line may be: it goes through a file.
:run_java
set "file=%build%\%~1-%~2.args"
set "output=%root%\%~1\target"
powershell -NoProfile -Command "$q = [char]34; $o = $env:output.Replace('\', '/'); $own = $o + '/classes;'; if ('%~2' -eq 'test') { $own += $o + '/test-classes;' }; Set-Content -Encoding Default -LiteralPath $env:file -Value ('-cp ' + $q + $own + (Get-Content -LiteralPath ($env:output + '\callvault\%~2.classpath')) + $q)"
"%JAVA_HOME%\bin\java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dfile.encoding=UTF-8 %screen% %CALLVAULT_JAVA_OPTS% "@%file%" %~3 %arguments%
exit /b %ERRORLEVEL%
