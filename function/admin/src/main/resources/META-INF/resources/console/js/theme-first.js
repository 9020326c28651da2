// Runs before the first paint, so that a chosen theme does not flash. Everything else about themes is in theme.js.
const chosenTheme = localStorage.getItem("tollgate.theme");
if (chosenTheme) document.documentElement.dataset.theme = chosenTheme;
