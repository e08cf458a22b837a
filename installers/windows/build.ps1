<#
.SYNOPSIS
Builds the Windows installer (.msi) into target\installer.

.DESCRIPTION
Finds a JDK 25, Maven and WiX 3 (candle.exe, light.exe), then runs these steps in order. What a step makes stays in target\installer, so
any of them can be run again alone: build.ps1 -Steps sign,msi

  build   Maven: the jars and the lists of parts
  image   the app-image: runtime, jars, natives, launchers
  sign    DLLs (also those inside jars) and EXEs, when there is a certificate
  train   the start-up cache; after sign, because it knows the size of every jar
  msi     the package
  seal    signs the package, when there is a certificate
  lists   list of parts, licences, SHA256SUMS

.PARAMETER Steps
The steps to run; all when not given.

.NOTES
Signing is switched on by CALLVAULT_SIGN_PFX (file) and CALLVAULT_SIGN_PASSWORD, or by CALLVAULT_SIGN_THUMBPRINT (a certificate in the
user's store or on a token); CALLVAULT_SIGN_TIMESTAMP is the address of a time-stamp server. Without them the package is built all the
same, and its name ends with -unsigned.
#>
[CmdletBinding()]
param(
    [ValidateSet('build', 'image', 'sign', 'train', 'msi', 'seal', 'lists')]
    [string[]] $Steps = @('build', 'image', 'sign', 'train', 'msi', 'seal', 'lists')
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$root = (Resolve-Path (Join-Path $PSScriptRoot '..\..')).Path
$out = Join-Path $root 'target\installer'
$image = Join-Path $out 'image\callvault'
$work = Join-Path $out 'windows'
$icon = Join-Path $work 'callvault.ico'
$sources = Join-Path $root 'installers\windows'
$common = Join-Path $root 'installers\common'

function Find-Jdk {
    $candidates = @($env:CALLVAULT_JAVA_HOME, $env:JAVA_HOME) +
        @(foreach ($vendor in 'Eclipse Adoptium', 'Java', 'Microsoft', 'Zulu', 'BellSoft', 'Amazon Corretto') {
            Get-ChildItem -Directory (Join-Path $env:ProgramFiles $vendor) -ErrorAction SilentlyContinue | ForEach-Object FullName
        })
    foreach ($candidate in $candidates) {
        if ($candidate -and (Test-Path (Join-Path $candidate 'bin\jpackage.exe')) -and
            (Select-String -Quiet -Path (Join-Path $candidate 'release') -Pattern '^JAVA_VERSION="(2[5-9]|[3-9]\d)')) {
            return $candidate
        }
    }
    throw 'No JDK 25 was found. Install one of any vendor (for instance Eclipse Temurin) and set CALLVAULT_JAVA_HOME to its folder.'
}

function Find-Wix {
    foreach ($candidate in @($env:WIX) + @(Get-ChildItem -Directory "${env:ProgramFiles(x86)}\WiX Toolset v3*" -ErrorAction SilentlyContinue | ForEach-Object FullName)) {
        if ($candidate -and (Test-Path (Join-Path $candidate 'bin\candle.exe'))) {
            return (Join-Path $candidate 'bin')
        }
    }
    throw 'WiX 3 was not found. Install the WiX Toolset 3.14 and set WIX to its folder.'
}

function Find-SignTool {
    $found = Get-ChildItem "${env:ProgramFiles(x86)}\Windows Kits\10\bin\*\x64\signtool.exe" -ErrorAction SilentlyContinue |
        Sort-Object { [version] $_.Directory.Parent.Name } | Select-Object -Last 1
    if (-not $found) {
        throw 'signtool.exe was not found. Install the Windows SDK.'
    }
    return $found.FullName
}

function Invoke-Program([string] $Program, [string[]] $Arguments) {
    & $Program @Arguments
    if ($LASTEXITCODE -ne 0) {
        throw "$Program ended with $LASTEXITCODE."
    }
}

function Invoke-Java([string] $Main, [string[]] $Arguments) {
    $path = @(Join-Path $common 'target\classes') + (Get-Content (Join-Path $common 'target\callvault\run.classpath')).Split(';')
    # The class path is longer than a command line may be.
    $file = Join-Path $work 'java.args'
    $quoted = '-cp "' + (($path -join ';').Replace('\', '/')) + '"'
    [IO.File]::WriteAllText($file, $quoted)
    Invoke-Program (Join-Path $jdk 'bin\java.exe') (@("@$file", $Main) + $Arguments)
}

function Get-SignCommand {
    $command = @((Find-SignTool), 'sign', '/fd', 'SHA256')
    if ($env:CALLVAULT_SIGN_TIMESTAMP) {
        $command += @('/tr', $env:CALLVAULT_SIGN_TIMESTAMP, '/td', 'SHA256')
    }
    if ($env:CALLVAULT_SIGN_PFX) {
        return $command + @('/f', $env:CALLVAULT_SIGN_PFX, '/p', $env:CALLVAULT_SIGN_PASSWORD)
    }
    return $command + @('/sha1', $env:CALLVAULT_SIGN_THUMBPRINT)
}

function Invoke-Signature([string[]] $Files) {
    $command = @(Get-SignCommand)
    Invoke-Program $command[0] (@($command[1..($command.Count - 1)]) + $Files)
}

$signed = [bool] ($env:CALLVAULT_SIGN_PFX -or $env:CALLVAULT_SIGN_THUMBPRINT)
$jdk = Find-Jdk
$env:JAVA_HOME = $jdk
New-Item -ItemType Directory -Force $work | Out-Null

if ($Steps -contains 'build') {
    Push-Location $root
    try {
        $more = @("$env:CALLVAULT_MAVEN_OPTS".Split(' ', [StringSplitOptions]::RemoveEmptyEntries))
        Invoke-Program 'mvn' (@('-B', '-ntp', '-q') + $more + @('-Plists', '-Dmaven.test.skip=true', 'package', 'dependency:build-classpath@run'))
    } finally {
        Pop-Location
    }
}

$version = (Select-String -Path (Join-Path $common 'target\classes\io\callvault\installer\build.properties') -Pattern '^version=(.+)$').Matches[0].Groups[1].Value.Trim()
$suffix = if ($signed) { '' } else { '-unsigned' }
$msi = Join-Path $out "callvault-$version-windows-x64$suffix.msi"
$installer = 'io.callvault.installer.InstallerMain'

if ($Steps -contains 'image') {
    Invoke-Java 'io.callvault.installer.windows.WindowsMain' @('icon', (Join-Path $common 'icons'), $icon)
    Invoke-Java $installer @('--root', $root, '--steps', 'image', '--jpackage-option=--icon', "--jpackage-option=$icon")
}
if (($Steps -contains 'sign') -and $signed) {
    # jpackage leaves its EXEs read-only.
    $ours = @(Get-ChildItem -File $image -Filter *.exe) + @(Get-ChildItem -File (Join-Path $image 'app'), (Join-Path $image 'bin') -Filter *.dll)
    # What Microsoft signed stays as it is.
    $ours = @($ours | Where-Object { (Get-AuthenticodeSignature $_.FullName).Status -ne 'Valid' })
    $ours | ForEach-Object { $_.IsReadOnly = $false }
    Invoke-Java 'io.callvault.installer.signing.SigningMain' (@('--format', 'PE', '--memory', (Join-Path $work 'signed-jars.txt'), (Join-Path $image 'app')) + @(Get-SignCommand))
    Invoke-Signature ($ours | ForEach-Object FullName)
}
if ($Steps -contains 'train') {
    Invoke-Java $installer @('--root', $root, '--steps', 'train')
}
if ($Steps -contains 'msi') {
    Invoke-Java 'io.callvault.installer.windows.WindowsMain' @('msi', '--image', $image, '--sources', $sources, '--icon', $icon, '--work', (Join-Path $work 'wix'), '--wix', (Find-Wix), $msi)
}
if (($Steps -contains 'seal') -and $signed) {
    Invoke-Signature @($msi)
}
if ($Steps -contains 'lists') {
    Invoke-Java $installer @('--root', $root, '--steps', 'lists,hashes')
}
Write-Output $msi
