import { Clock } from '../../src/platform/clock/clock.js';

/** A clock that stands still until it is set or advanced: `overrideProvider(Clock).useValue(new TestClock())`. */
export class TestClock extends Clock {
	private current: Date;

	constructor(start: Date | string = '2026-03-02T09:00:00Z') {
		super();
		this.current = new Date(start);
	}

	override now(): Date {
		return new Date(this.current);
	}

	set(time: Date | string): void {
		this.current = new Date(time);
	}

	advance(by: { days?: number; hours?: number; minutes?: number; seconds?: number }): void {
		const hours = (by.days ?? 0) * 24 + (by.hours ?? 0);
		const seconds = (hours * 60 + (by.minutes ?? 0)) * 60 + (by.seconds ?? 0);
		this.current = new Date(this.current.getTime() + seconds * 1000);
	}
}
