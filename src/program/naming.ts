/** `player-availability` as part of a metric's name: `player_availability`. */
export function identifier(name: string): string {
  return name.replaceAll("-", "_");
}

/** `player-availability` is `PlayerAvailability`. */
export function camelCase(name: string): string {
  return name
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}
