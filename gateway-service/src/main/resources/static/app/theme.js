// Light, dark or as the system says.
const KEY = 'correo.theme';

export const theme = () => localStorage.getItem(KEY) ?? 'auto';

export function applyTheme(choice = theme()) {
  if (choice === 'auto') localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, choice);
  document.documentElement.dataset.theme = choice;
}
