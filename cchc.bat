@echo off
rem Chay chuong trinh: bam dup de kiem tra thu muc workbooks, hoac keo tha so bang diem vao day.
setlocal
chcp 65001 >nul
cd /d "%~dp0"
set PYTHONUTF8=1
set PY=python
where py >nul 2>nul && set PY=py -3
if exist ".venv\Scripts\cchc.exe" goto run
echo Dang cai dat lan dau, vui long cho...
%PY% -m venv .venv
if errorlevel 1 goto nopython
".venv\Scripts\python.exe" -m pip install --quiet --disable-pip-version-check .
if errorlevel 1 goto noinstall
:run
if "%~1"=="" goto all
if exist "%~1" goto dropped
rem Lenh go trong cua so dong lenh, vi du: cchc send
".venv\Scripts\cchc.exe" %*
exit /b %ERRORLEVEL%
:all
".venv\Scripts\cchc.exe" run
goto shown
:dropped
".venv\Scripts\cchc.exe" run "%~1"
:shown
set STATUS=%ERRORLEVEL%
if exist outputs if %STATUS% LSS 4 start "" outputs
echo.
pause
exit /b %STATUS%
:nopython
echo Chua co Python 3.11 tro len. Hay cai tu trang python.org (danh dau "Add python.exe to PATH") roi chay lai.
pause
exit /b 4
:noinstall
rmdir /s /q .venv
echo Cai dat khong thanh cong. Hay kiem tra ket noi mang roi chay lai.
pause
exit /b 4
