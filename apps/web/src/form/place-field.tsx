import { useRef, useState } from "react";
import {
  Button,
  ComboBox,
  FieldError,
  Text as Hint,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
} from "react-aria-components";
import type { PlaceHit } from "../api/contract.ts";
import { usePlaceHits } from "../api/queries.ts";
import { LOCALES } from "../i18n/locales.ts";
import { useText } from "../i18n/text-context.tsx";
import { useNames } from "../ui/names-context.tsx";

interface PlaceFieldProps {
  readonly id: string;
  readonly label: string;
  /** Id of a place, or what was typed. */
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly error?: string | undefined;
  /** Names that the server offers in place of one it does not know. */
  readonly suggestions?: readonly string[] | undefined;
  readonly hint?: string | undefined;
}

/** A place by any of its names, with suggestions from the server; free text and UN/LOCODEs pass as they are. */
export function PlaceField({ id, label, value, onValue, error, suggestions = [], hint }: PlaceFieldProps) {
  const { t, lang, placeName } = useText();
  const { place } = useNames();
  const [typed, setTyped] = useState<string | null>(null);
  const picked = useRef<string | null>(null);
  const shown = typed !== null && typed === value ? typed : place(value);
  const hits = usePlaceHits(typed ?? "", LOCALES[lang].names);
  const items = hits.data ?? [];

  const onInputChange = (text: string) => {
    if (text === shown || text === picked.current) return;
    picked.current = null;
    setTyped(text);
    onValue(text);
  };
  const onPick = (key: string | number | null) => {
    const hit = items.find((item) => item.id === key);
    if (hit === undefined) return;
    picked.current = placeName(hit);
    // What is still on its way for the letters typed must not open the list again.
    setTyped(null);
    onValue(hit.id);
  };

  return (
    <ComboBox
      className="field place"
      id={id}
      items={items}
      inputValue={shown}
      onInputChange={onInputChange}
      onSelectionChange={onPick}
      allowsCustomValue
      allowsEmptyCollection
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <Label>{label}</Label>
      <div className="combo">
        <Input
          id={id}
          dir="auto"
          autoComplete="off"
          spellCheck="false"
          onFocus={(event) => event.target.select()}
        />
        <Button className="combo-button" aria-label={t("form.showPlaces")}>
          <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
            <path d="M2 4l4 4 4-4" fill="none" stroke="currentColor" strokeWidth="1.6" />
          </svg>
        </Button>
      </div>
      {hint !== undefined && (
        <Hint slot="description" className="hint">
          {hint}
        </Hint>
      )}
      <FieldError className="field-error" dir="auto">
        {error}
      </FieldError>
      {suggestions.length > 0 && <Suggestions names={suggestions} onPick={onValue} />}
      <Popover className="combo-popover" offset={4}>
        <ListBox
          className="combo-list"
          renderEmptyState={() => <p className="quiet combo-empty">{emptyText(typed, hits.isFetching, t)}</p>}
        >
          {(item: PlaceHit) => <PlaceItem hit={item} />}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

function Suggestions({ names, onPick }: { names: readonly string[]; onPick: (name: string) => void }) {
  const { t } = useText();
  const { place } = useNames();
  return (
    <p className="suggestions">
      <span>{t("form.didYouMean")}</span>
      {names.map((name) => (
        <button key={name} type="button" onClick={() => onPick(name)}>
          <bdi>{place(name)}</bdi>
        </button>
      ))}
    </p>
  );
}

function emptyText(typed: string | null, searching: boolean, t: ReturnType<typeof useText>["t"]): string {
  if (typed === null || typed.trim().length < 2) return t("form.placeType");
  return searching ? t("form.placeSearching") : t("form.placeNone");
}

function PlaceItem({ hit }: { hit: PlaceHit }) {
  const { placeName, format } = useText();
  const name = placeName(hit);
  return (
    <ListBoxItem id={hit.id} textValue={name} className="combo-item">
      <span>
        <bdi>{name}</bdi>
        {name !== hit.name && <bdi className="quiet combo-alias">{hit.name}</bdi>}
      </span>
      <span className="quiet">
        {format.country(hit.country)} {hit.unlocode != null && <bdi className="ident">{hit.unlocode}</bdi>}
      </span>
    </ListBoxItem>
  );
}
